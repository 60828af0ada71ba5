"""What passes by itself is attempted again; what does not is told, and nothing of it is kept."""

from dataclasses import replace
from sqlite3 import OperationalError

import pytest
from psycopg.errors import SerializationFailure
from pyramid_retry import mark_error_retryable

from enrollment.domain.errors import CourseContended, LockTimeout, StudentBusy, Unavailable
from enrollment.web.problems import INTERNAL
from tests.support.build import a_course

# What each database says of a transaction that lost against another.
PASSING = {"sqlite": OperationalError("database is locked"), "postgresql": SerializationFailure()}


@pytest.fixture
def failing(site):
    """Have the application fail with the errors given, one an attempt, and then work again; count the attempts."""
    true = site.registry.site

    def fail(*errors):
        left, attempts = list(errors), []

        def in_transaction():
            attempts.append(1)
            if left:
                raise left.pop(0)
            return true.in_transaction()

        site.registry.site = replace(true, in_transaction=in_transaction)
        return attempts

    return fail


@pytest.fixture
def failing_commit(system, monkeypatch):
    """Have the next COMMIT fail as databases do it: everything is undone, and an error is raised."""
    do_commit = system.engine.dialect.do_commit

    def fail(*failures):
        left = list(failures)

        def commit(connection):
            if left:
                connection.rollback()
                raise left.pop()
            do_commit(connection)

        monkeypatch.setattr(system.engine.dialect, "do_commit", commit)
        return left

    return fail


def retryable(error):
    """The error, marked as one that a second attempt may not meet."""
    mark_error_retryable(error)
    return error


@pytest.mark.parametrize(("error", "status"), [(Unavailable(), 503), (LockTimeout(), 503), (StudentBusy(), 409)])
def test_what_passes_by_itself_says_when_to_come_back(program, on_offer, failing, error, status):
    course = on_offer(a_course())
    failing(error)

    response = program.enroll(course, status=status)

    assert int(response.headers["Retry-After"]) >= 1
    assert (response.json["code"], response.json["retry"]) == (error.code, True)


def test_a_course_that_stays_contended_says_when_to_come_back(program, on_offer, failing):
    course = on_offer(a_course())
    failing(*(CourseContended() for _ in range(5)))

    response = program.enroll(course, status=503)

    assert int(response.headers["Retry-After"]) >= 1
    assert (response.json["code"], response.json["retry"]) == ("course-contended", True)


def test_what_others_were_faster_at_is_decided_anew(program, on_offer, failing):
    course = on_offer(a_course())
    attempts = failing(CourseContended())

    program.enroll(course, status=201)

    assert len(attempts) == 2


def test_what_a_second_attempt_may_not_meet_is_attempted_again(program, on_offer, failing):
    course = on_offer(a_course())
    attempts = failing(*(retryable(Unavailable()) for _ in range(4)))

    program.enroll(course, status=201)

    assert len(attempts) == 5


def test_a_commit_that_fails_is_attempted_again_whole(program, on_offer, system, failing_commit):
    course = on_offer(a_course())
    failures = failing_commit(PASSING[system.engine.dialect.name])

    program.enroll(course, status=201)

    assert failures == []
    assert system.outside_transaction().catalog.find(course.id).current_enrollment == 1


def test_a_thread_whose_commit_failed_goes_on_to_serve(program, on_offer, failing_commit):
    course = on_offer(a_course())
    failing_commit(ZeroDivisionError())

    program.enroll(course, status=500)
    program.enroll(course, status=201)


def test_attempts_come_to_an_end(program, on_offer, failing):
    course = on_offer(a_course())
    attempts = failing(*(retryable(Unavailable()) for _ in range(9)))

    program.enroll(course, status=503)

    assert len(attempts) == 5


def test_an_unforeseen_error_that_is_retryable_is_attempted_again_too(program, on_offer, failing):
    course = on_offer(a_course())
    failing(retryable(ZeroDivisionError("secret")))

    program.enroll(course, status=201)


def test_an_unforeseen_error_tells_nothing_and_is_noted_once(program, on_offer, failing, capsys):
    course = on_offer(a_course())
    failing(ZeroDivisionError("secret"))

    response = program.enroll(course, status=500)

    assert response.json["code"] == INTERNAL.code
    assert "secret" not in response.text
    noted = capsys.readouterr().out
    assert noted.count("request-failed") == 1
    assert response.headers["X-Request-Id"] in noted
