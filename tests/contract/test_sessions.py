"""The port Sessions."""

from datetime import timedelta

import pytest

from enrollment.ports.sessions import ABSOLUTE, IDLE, Session
from tests.contract.given import a_known_student
from tests.support.build import NOON

INSTANT = timedelta(microseconds=1)
VISITS = IDLE - timedelta(minutes=1)


@pytest.fixture
def session(ports, student):
    """A session begun at NOON under the secret "s3cret"."""
    ports.sessions.start("s3cret", student.id, NOON)


def stay(ports, until):
    """Visit often enough not to be idle before that instant."""
    at = NOON
    while at < until:
        ports.sessions.touch("s3cret", at)
        at += VISITS


@pytest.mark.usefixtures("session")
def test_a_session_is_found_by_its_secret(ports, student):
    assert ports.sessions.find("s3cret", NOON) == Session(user=student, last_seen_at=NOON)


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("secret", ["", "S3cret", "s3cret ", "%", "\x00"])
def test_another_secret_finds_nothing(ports, secret):
    assert ports.sessions.find(secret, NOON) is None


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(("after", "lasts"), [(IDLE - INSTANT, True), (IDLE, False), (IDLE + INSTANT, False)])
def test_a_session_ends_when_it_has_been_idle(ports, after, lasts):
    assert (ports.sessions.find("s3cret", NOON + after) is not None) is lasts


@pytest.mark.usefixtures("session")
def test_a_visit_is_activity(ports):
    ports.sessions.touch("s3cret", NOON + VISITS)

    assert ports.sessions.find("s3cret", NOON + IDLE).last_seen_at == NOON + VISITS
    assert ports.sessions.find("s3cret", NOON + VISITS + IDLE) is None


@pytest.mark.usefixtures("session")
def test_a_visit_told_of_late_takes_nothing_back(ports):
    ports.sessions.touch("s3cret", NOON + VISITS)
    ports.sessions.touch("s3cret", NOON + VISITS - INSTANT)

    assert ports.sessions.find("s3cret", NOON + VISITS).last_seen_at == NOON + VISITS


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    ("after", "lasts"), [(ABSOLUTE - INSTANT, True), (ABSOLUTE, False), (ABSOLUTE + INSTANT, False)]
)
def test_a_session_ends_when_it_is_old_however_busy(ports, after, lasts):
    stay(ports, NOON + ABSOLUTE)

    assert (ports.sessions.find("s3cret", NOON + after) is not None) is lasts


@pytest.mark.usefixtures("session")
def test_a_session_that_ended_by_idling_is_not_revived_by_a_visit(ports):
    ports.sessions.touch("s3cret", NOON + IDLE)

    assert ports.sessions.find("s3cret", NOON + IDLE) is None


@pytest.mark.usefixtures("session")
def test_a_session_ended_is_ended_for_good(ports):
    ports.sessions.end("s3cret")
    ports.sessions.touch("s3cret", NOON)

    assert ports.sessions.find("s3cret", NOON) is None


@pytest.mark.usefixtures("session")
def test_one_session_ended_leaves_the_others(ports, student):
    ports.sessions.start("phone", student.id, NOON)

    ports.sessions.end("s3cret")

    assert ports.sessions.find("phone", NOON).user == student


@pytest.mark.usefixtures("session")
def test_all_sessions_of_one_user_can_be_ended(ports, student):
    other = a_known_student(ports)
    ports.sessions.start("phone", student.id, NOON)
    ports.sessions.start("theirs", other.id, NOON)

    ports.sessions.end_all(student.id)

    assert [ports.sessions.find(secret, NOON) for secret in ("s3cret", "phone")] == [None, None]
    assert ports.sessions.find("theirs", NOON).user == other


def test_a_user_who_is_not_active_has_no_session(ports):
    ports.sessions.start("s3cret", a_known_student(ports, active=False).id, NOON)

    assert ports.sessions.find("s3cret", NOON) is None


def test_ending_what_never_began_is_no_error(ports, student):
    ports.sessions.end("never")
    ports.sessions.end_all(student.id)
    ports.sessions.touch("never", NOON)

    assert ports.sessions.find("never", NOON) is None


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(("after", "forgotten"), [(IDLE - INSTANT, 0), (IDLE, 1), (IDLE + INSTANT, 1)])
def test_a_session_is_forgotten_once_it_has_been_idle(ports, after, forgotten):
    assert ports.sessions.forget(NOON + after) == forgotten
    assert ports.sessions.forget(NOON + after) == 0


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(("after", "forgotten"), [(ABSOLUTE - INSTANT, 0), (ABSOLUTE, 1)])
def test_a_session_is_forgotten_when_it_is_old_however_busy(ports, after, forgotten):
    stay(ports, NOON + ABSOLUTE)

    assert ports.sessions.forget(NOON + after) == forgotten
