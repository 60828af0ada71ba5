"""What every Notifier promises, however a notice gets to its recipient."""

from email import message_from_bytes
from email.policy import default

import pytest

from enrollment.adapters.mail import FileNotifier, SmtpNotifier
from enrollment.adapters.memory.notifier import MemoryNotifier
from enrollment.domain.deliveries import Outcome
from enrollment.ports.notifier import NotDelivered
from tests.support.build import a_student
from tests.support.letters import LETTERS, a_notice, a_notice_of_the_drop, unnoted
from tests.support.mail_server import a_mail_server


@pytest.fixture(params=["memory", "smtp", "files"])
def notifier_and_sent(request, tmp_path):
    """Each adapter in turn, and a way to read (recipient's address, identity) of everything sent."""
    match request.param:
        case "memory":
            notifier = MemoryNotifier()
            yield notifier, lambda: [(sent.recipient.email, str(sent.id)) for sent in notifier.notices]
        case "smtp":
            with a_mail_server() as (mailroom, url):
                yield SmtpNotifier(url, LETTERS), lambda: [_read(letter) for _, _, letter in mailroom.letters]
        case "files":
            yield FileNotifier(tmp_path, LETTERS), lambda: [_read(file.read_bytes()) for file in tmp_path.iterdir()]


@pytest.fixture(params=["smtp", "files"])
def unreachable_notifier(request, tmp_path):
    """Each adapter that depends on something, without it."""
    match request.param:
        case "smtp":
            return SmtpNotifier("smtp://127.0.0.1:1", LETTERS)
        case "files":
            (tmp_path / "taken").write_text("a file stands where the folder should be")
            return FileNotifier(tmp_path / "taken", LETTERS)


def _read(letter):
    message = message_from_bytes(letter, policy=default)
    return message["To"].addresses[0].addr_spec, message["Message-ID"].strip("<>").partition("@")[0]


def test_a_notice_gets_to_its_recipient(notifier_and_sent):
    notifier, sent = notifier_and_sent
    notice = a_notice()

    notifier.send(notice, unnoted)

    assert sent() == [(notice.recipient.email, str(notice.id))]


def test_every_notice_is_sent(notifier_and_sent):
    notifier, sent = notifier_and_sent
    enrolled = a_notice()
    notices = [enrolled, a_notice_of_the_drop(enrolled)]

    for notice in notices:
        notifier.send(notice, unnoted)

    assert sorted(sent()) == sorted((notice.recipient.email, str(notice.id)) for notice in notices)


def test_the_same_notice_twice_shows_the_same_identity(notifier_and_sent):
    notifier, sent = notifier_and_sent
    notice = a_notice()

    notifier.send(notice, unnoted)
    notifier.send(notice, unnoted)

    assert set(sent()) == {(notice.recipient.email, str(notice.id))}


def test_a_notice_that_could_not_be_sent_may_be_sent_later(unreachable_notifier):
    with pytest.raises(NotDelivered) as refused:
        unreachable_notifier.send(a_notice(), unnoted)

    assert refused.value.outcome is Outcome.TEMPORARY


def test_a_notice_to_an_impossible_address_is_refused(unreachable_notifier):
    with pytest.raises(NotDelivered) as refused:
        unreachable_notifier.send(a_notice(recipient=a_student(email="a@b.example,c@d.example")), unnoted)

    assert refused.value.outcome is Outcome.REFUSED


def test_each_copy_is_handed_over_when_nobody_has_it_yet(notifier_and_sent):
    notifier, sent = notifier_and_sent
    notice, before = a_notice(), []

    for _ in range(2):
        notifier.send(notice, lambda: before.append(len(sent())))

    assert before == list(range(len(before)))
    assert len(sent()) == max(1, len(before))
