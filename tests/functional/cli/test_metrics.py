"""enrollment metrics."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from enrollment.adapters.system_clock import SystemClock
from enrollment.cli import main
from enrollment.domain.measures import Kind
from enrollment.settings import Settings
from tests.contract.given import a_known_student, admitted, an_offered_course
from tests.contract.stores import SqlStore
from tests.support.build import a_measure, a_record, a_refusal

NOW = SystemClock().now()
CAMPUS = Settings().campus_timezone


@pytest.fixture
def ports(engine):
    """What is on record."""
    return SqlStore(engine).ports


@pytest.fixture
def attempted(ports):
    """Two attempts of now, one of which succeeded, and their messages."""
    course = an_offered_course(ports)
    admitted(ports, course, a_known_student(ports), at=NOW)
    ports.register.keep(a_record(receipt=a_refusal(course_id=course.id, at=NOW)))
    return ports.outbox.claim(2, NOW)


def count(ports, messages):
    """Count the messages as the worker does, on the day it is on campus."""
    day = NOW.astimezone(CAMPUS).date()
    for message, outcome in zip(messages, (Kind.SUCCESS, Kind.FAILURE), strict=False):
        reason = "course-full" if outcome is Kind.FAILURE else ""
        attempt = a_measure(kind=Kind.ATTEMPT, day=day, at=NOW)
        ports.analytics.count([attempt, a_measure(kind=outcome, day=day, at=NOW, reason=reason)])
        ports.inbox.add("analytics", message.id, NOW)
        ports.outbox.sent([message.id], NOW)


def test_before_anything_happens_there_are_no_figures_and_nothing_is_wrong(done, ini):
    told = done("metrics", ini)

    assert "Conversion rate" in told
    assert "FAILS" not in told
    assert json.loads(done("metrics", ini, "--json"))["success_rate"] is None


def test_what_was_counted_adds_up(done, ini, ports, attempted):
    count(ports, attempted)

    told = done("metrics", ini)

    assert "Success rate         50.0 %       1 of 2 attempts" in told
    assert "Failed: course-full  1" in told
    assert "ok  every attempt has its receipt      2 measured, 2 receipts" in told


def test_as_json_it_is_the_same_in_numbers(done, ini, ports, attempted):
    count(ports, attempted)

    told = json.loads(done("metrics", ini, "--json"))

    assert (told["success_rate"], told["error_rate"], told["conversion_rate"]) == (0.5, 0.5, None)
    assert (told["counts"]["attempt"], told["failures"]) == (2, {"course-full": 1})
    assert told["mobile_vs_desktop"]["desktop"] == {"attempts": 2, "successes": 1, "success_rate": 0.5}
    assert [check["holds"] for check in told["checks"]] == [True] * 4


def test_messages_still_on_the_way_are_told_of_and_are_no_fault(done, ini, ports, attempted):
    count(ports, attempted[:1])

    assert "1 measured, 1 more still on the way, 2 receipts" in done("metrics", ini)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("DELETE FROM measures WHERE kind = 'failure'", "every attempt succeeded or failed"),
        ("UPDATE measures SET times = 2 WHERE kind = 'success'", "every attempt succeeded or failed"),
        ("DELETE FROM receipts WHERE CAST(enrollment AS text) = 'null'", "every attempt has its receipt"),
    ],
)
def test_what_does_not_add_up_is_a_failure(run, ini, engine, ports, attempted, wrong, name):
    count(ports, attempted)
    with engine.begin() as connection:
        connection.execute(text(wrong))

    result = run("metrics", ini)

    assert result.exit_code == 1
    assert [line.split("  ")[1] for line in result.stdout.splitlines() if line.startswith("FAILS")] == [name]


def test_a_message_nobody_could_handle_is_missing_for_good(run, ini, ports, attempted):
    count(ports, attempted[:1])
    ports.inbox.failed("analytics", attempted[1].id, "no", NOW, park_after=1)

    assert run("metrics", ini).exit_code == 1


def test_the_days_asked_for_are_the_days_told_of(run, done, ini, ports, attempted):
    count(ports, attempted)
    today = NOW.astimezone(CAMPUS).date()
    tomorrow = today + timedelta(days=1)

    for options, attempts in ((["--from", today, "--to", today], 2), (["--from", tomorrow, "--to", tomorrow], 0)):
        assert json.loads(done("metrics", ini, *options, "--json"))["counts"]["attempt"] == attempts
    assert run("metrics", ini, "--from", tomorrow, "--to", today).exit_code == 2
    assert CliRunner().invoke(main, ["metrics", str(ini), "--from", "yesterday"]).exit_code == 2
