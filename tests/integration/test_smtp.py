"""Letters to a real mail server: what it replies decides what becomes of the letter."""

from time import monotonic

import pytest

from enrollment.adapters.mail import FileNotifier, SmtpNotifier, notifier_for
from enrollment.ports.notifier import NotDelivered
from tests.support.build import a_student
from tests.support.letters import LETTERS, a_notice
from tests.support.mail_server import a_mail_server


@pytest.fixture
def mail_server():
    with a_mail_server() as mailroom_and_url:
        yield mailroom_and_url


def refusal_of(notifier):
    with pytest.raises(NotDelivered) as refused:
        notifier.send(a_notice())
    return refused.value


def test_a_letter_goes_from_the_sender_to_the_one_recipient(mail_server):
    mailroom, url = mail_server
    SmtpNotifier(url, LETTERS).send(a_notice(recipient=a_student(email="ada@example.edu")))
    [(sender, recipients, letter)] = mailroom.letters
    assert (sender, recipients) == ("registrar@example.edu", ["ada@example.edu"])
    assert b"Subject: Enrolled: COGS 1 A01" in letter


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
@pytest.mark.parametrize(
    ("reply", "for_good"),
    [
        ("421 going down", False),
        ("450 mailbox busy", False),
        ("452 full", False),
        ("499 odd", False),
        ("500 what", True),
        ("550 no such user", True),
        ("599 odd", True),
        ("530 sign in first", False),
    ],
)
def test_a_refusal_is_for_good_when_the_server_says_so(mail_server, step, reply, for_good):
    mailroom, url = mail_server
    mailroom.replies[step] = reply
    refusal = refusal_of(SmtpNotifier(url, LETTERS))
    assert refusal.for_good == for_good
    assert reply[:3] in str(refusal)
    assert mailroom.letters == []


def test_a_server_that_hangs_up_may_be_tried_again(mail_server):
    mailroom, url = mail_server
    mailroom.replies["RCPT"] = "hang up"
    assert not refusal_of(SmtpNotifier(url, LETTERS)).for_good


def test_a_bad_farewell_does_not_unsend_the_letter(mail_server):
    mailroom, url = mail_server
    mailroom.replies["QUIT"] = "451 stay"
    SmtpNotifier(url, LETTERS).send(a_notice())
    assert len(mailroom.letters) == 1


def test_a_server_that_cannot_be_reached_is_said_so_at_once():
    began = monotonic()
    assert not refusal_of(SmtpNotifier("smtp://127.0.0.1:1", LETTERS)).for_good
    assert monotonic() - began < 2


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # this server is only for tests
def test_a_login_is_used_with_its_escapes_undone():
    with a_mail_server(password=b"p@ss:word/") as (mailroom, url):
        SmtpNotifier(url.replace("//", "//mailer:p%40ss%3Aword%2F@"), LETTERS).send(a_notice())
        assert len(mailroom.letters) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # this server is only for tests
def test_a_refused_login_is_not_the_letters_fault():
    with a_mail_server(password=b"right") as (_, url):
        assert not refusal_of(SmtpNotifier(url.replace("//", "//mailer:wrong@"), LETTERS)).for_good
        assert not refusal_of(SmtpNotifier(url, LETTERS)).for_good


def test_tls_that_was_asked_for_is_insisted_on(mail_server):
    mailroom, url = mail_server
    for scheme in ("smtp+starttls", "smtps"):
        assert not refusal_of(SmtpNotifier(url.replace("smtp", scheme), LETTERS)).for_good
    assert mailroom.letters == []


def test_the_url_chooses_the_notifier(tmp_path):
    assert isinstance(notifier_for("smtp://mail.example.edu", LETTERS), SmtpNotifier)
    assert isinstance(notifier_for("smtps://user:pass@mail.example.edu:465", LETTERS), SmtpNotifier)
    notifier_for(f"maildir:{tmp_path}/mail", LETTERS).send(notice := a_notice())
    assert [file.name for file in (tmp_path / "mail").iterdir()] == [f"{notice.id}.eml"]


@pytest.mark.parametrize("url", ["", "maildir:", "smtp:", "smtp://", "http://example.edu", "smtp://user:secret@"])
def test_a_url_that_leads_nowhere_is_refused_without_repeating_its_password(url):
    with pytest.raises(ValueError, match="mail goes to") as refused:
        notifier_for(url, LETTERS)
    assert "secret" not in str(refused.value)


def test_a_letter_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    notice = a_notice()
    (tmp_path / f"{notice.id}.eml").mkdir()
    with pytest.raises(NotDelivered):
        FileNotifier(tmp_path, LETTERS).send(notice)
    assert [file.name for file in tmp_path.iterdir()] == [f"{notice.id}.eml"]
