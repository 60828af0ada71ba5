"""Letters to a real mail server: what it replies decides what becomes of the letter."""

from time import monotonic

import pytest

from enrollment.adapters.mail import FileNotifier, SmtpNotifier, notifier_for
from enrollment.adapters.mail.smtp import Patience
from enrollment.domain.deliveries import Outcome
from enrollment.ports.notifier import NotDelivered
from tests.support.build import a_student
from tests.support.letters import LETTERS, a_notice, unnoted
from tests.support.mail_server import HANG_UP, STALL, a_mail_server

IMPATIENT = Patience(connect=2, command=0.5, verdict=0.5)
TEMPORARY, REFUSED = Outcome.TEMPORARY, Outcome.REFUSED


@pytest.fixture
def mail_server():
    with a_mail_server() as mailroom_and_url:
        yield mailroom_and_url


def refusal_of(notifier):
    with pytest.raises(NotDelivered) as refused:
        notifier.send(a_notice(), unnoted)
    return refused.value


def test_a_letter_goes_from_the_sender_to_the_one_recipient(mail_server):
    mailroom, url = mail_server
    SmtpNotifier(url, LETTERS).send(a_notice(recipient=a_student(email="ada@example.edu")), unnoted)
    [(sender, recipients, letter)] = mailroom.letters
    assert (sender, recipients) == ("registrar@example.edu", ["ada@example.edu"])
    assert b"Subject: Enrolled: COGS 1 A01" in letter


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("421 going down", TEMPORARY),
        ("450 mailbox busy", TEMPORARY),
        ("451 try later", TEMPORARY),
        ("452 full", TEMPORARY),
        ("499 odd", TEMPORARY),
        ("500 what", REFUSED),
        ("550 no such user", REFUSED),
        ("552 too large", REFUSED),
        ("554 no", REFUSED),
        ("599 odd", REFUSED),
        ("530 sign in first", TEMPORARY),
    ],
)
def test_the_class_of_the_reply_decides_and_its_words_are_kept(mail_server, step, reply, outcome):
    mailroom, url = mail_server
    mailroom.replies[step] = reply
    refusal = refusal_of(SmtpNotifier(url, LETTERS))
    assert (refusal.outcome, str(refusal)) == (outcome, reply)
    assert mailroom.letters == []


@pytest.mark.parametrize(("step", "outcome"), [("MAIL", TEMPORARY), ("RCPT", TEMPORARY), ("DATA", Outcome.UNKNOWN)])
@pytest.mark.parametrize("silence", [HANG_UP, STALL])
def test_a_line_lost_after_the_final_dot_is_in_doubt_and_before_it_is_not(mail_server, step, outcome, silence):
    mailroom, url = mail_server
    mailroom.replies[step] = silence
    began = monotonic()
    assert refusal_of(SmtpNotifier(url, LETTERS, IMPATIENT)).outcome is outcome
    assert monotonic() - began < 5
    assert len(mailroom.got) == (step == "DATA")


def test_a_word_on_the_letter_is_waited_for_longer_than_one_on_a_command(mail_server):
    mailroom, url = mail_server
    mailroom.replies["DATA"] = STALL
    began = monotonic()
    refusal_of(SmtpNotifier(url, LETTERS, Patience(command=0.1, verdict=1.5)))
    assert monotonic() - began > 1.4


def test_as_much_patience_as_the_standard_asks_for_is_the_default():
    assert Patience() == Patience(connect=10, command=60, verdict=600)


def test_a_reply_nobody_can_understand_leaves_the_letter_in_doubt(mail_server):
    mailroom, url = mail_server
    mailroom.replies["DATA"] = "hello there"
    assert refusal_of(SmtpNotifier(url, LETTERS)).outcome is Outcome.UNKNOWN


def test_what_the_server_says_comes_as_one_line_without_controls(mail_server):
    mailroom, url = mail_server
    mailroom.replies["RCPT"] = "550-no\r\n550 \x1b[31msuch\x00 user"
    assert str(refusal_of(SmtpNotifier(url, LETTERS))) == "550 no [31msuch user"


def test_lines_that_begin_with_a_dot_arrive_as_they_were(mail_server):
    class Dotted:
        def compose(self, notice):
            letter = LETTERS.compose(notice)
            letter.clear_content()
            letter.set_content(".\n..two\n.end\n", cte="7bit")
            return letter

    mailroom, url = mail_server
    SmtpNotifier(url, Dotted()).send(a_notice(), unnoted)
    assert mailroom.letters[0][2].endswith(b"\r\n\r\n.\r\n..two\r\n.end\r\n")


def test_when_it_is_handed_over_the_server_has_all_but_the_final_dot(mail_server):
    mailroom, url = mail_server
    got = []
    SmtpNotifier(url, LETTERS).send(a_notice(), lambda: got.append(len(mailroom.got)))
    assert (got, len(mailroom.got)) == ([0], 1)


def test_what_forbids_the_handover_leaves_the_server_without_the_letter(mail_server):
    def forbid():
        raise NotDelivered("somebody else has it in hand", TEMPORARY)

    mailroom, url = mail_server
    began = monotonic()
    with pytest.raises(NotDelivered, match="somebody else"):
        SmtpNotifier(url, LETTERS).send(a_notice(), forbid)
    assert monotonic() - began < 2
    SmtpNotifier(url, LETTERS).send(a_notice(), unnoted)  # by when the server has seen the end of the other
    assert len(mailroom.got) == 1


def test_a_bad_farewell_does_not_unsend_the_letter(mail_server):
    mailroom, url = mail_server
    mailroom.replies["QUIT"] = "451 stay"
    SmtpNotifier(url, LETTERS).send(a_notice(), unnoted)
    assert len(mailroom.letters) == 1


def test_a_server_that_cannot_be_reached_is_said_so_at_once():
    began = monotonic()
    assert refusal_of(SmtpNotifier("smtp://127.0.0.1:1", LETTERS)).outcome is TEMPORARY
    assert monotonic() - began < 2


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # this server is only for tests
def test_a_login_is_used_with_its_escapes_undone():
    with a_mail_server(password=b"p@ss:word/") as (mailroom, url):
        SmtpNotifier(url.replace("//", "//mailer:p%40ss%3Aword%2F@"), LETTERS).send(a_notice(), unnoted)
        assert len(mailroom.letters) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # this server is only for tests
def test_a_refused_login_is_not_the_letters_fault():
    with a_mail_server(password=b"right") as (_, url):
        assert refusal_of(SmtpNotifier(url.replace("//", "//mailer:wrong@"), LETTERS)).outcome is TEMPORARY
        assert refusal_of(SmtpNotifier(url, LETTERS)).outcome is TEMPORARY


def test_tls_that_was_asked_for_is_insisted_on(mail_server):
    mailroom, url = mail_server
    for scheme in ("smtp+starttls", "smtps"):
        assert refusal_of(SmtpNotifier(url.replace("smtp", scheme), LETTERS)).outcome is TEMPORARY
    assert mailroom.got == []


def test_the_url_chooses_the_notifier(tmp_path):
    assert isinstance(notifier_for("smtp://mail.example.edu", LETTERS), SmtpNotifier)
    assert isinstance(notifier_for("smtps://user:pass@mail.example.edu:465", LETTERS), SmtpNotifier)
    notifier_for(f"maildir:{tmp_path}/mail", LETTERS).send(notice := a_notice(), unnoted)
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
        FileNotifier(tmp_path, LETTERS).send(notice, unnoted)
    assert [file.name for file in tmp_path.iterdir()] == [f"{notice.id}.eml"]
