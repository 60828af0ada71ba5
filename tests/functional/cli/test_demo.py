"""enrollment demo load."""

from datetime import UTC, date, datetime, timedelta

import pytest

from enrollment import settings, wiring
from enrollment.cli import demo_catalog
from enrollment.cli.demo_catalog import DemoCatalog
from enrollment.cli.demo_people import PASSWORDS, STUDENT
from enrollment.domain.button import State, button_for
from enrollment.ports.catalog import CatalogQuery
from tests.support.catalog_file import CAMPUS

PRODUCTION = {
    "ENROLLMENT_ENVIRONMENT": "production",
    "ENROLLMENT_BROKER_URL": "amqp://mq.example.edu",
    "ENROLLMENT_CAMPUS_TIMEZONE": "America/Los_Angeles",
    "ENROLLMENT_DATABASE_URL": "sqlite:///never-made.sqlite",
    "ENROLLMENT_JWT_SECRET": "s" * 32,
    "ENROLLMENT_MAIL_FROM": "registrar@example.edu",
    "ENROLLMENT_PUBLIC_URL": "https://enroll.example.edu",
    "ENROLLMENT_SESSION_SECRET": "s" * 32,
    "ENROLLMENT_SMTP_URL": "smtp://mail.example.edu",
}
STATES = {
    demo_catalog.ENROLLED: State.ENROLLED,
    demo_catalog.FULL: State.FULL,
    demo_catalog.CLOSED: State.REGISTRATION_CLOSED,
    demo_catalog.NOT_OPEN: State.NOT_AVAILABLE,
    demo_catalog.UNPUBLISHED: State.NOT_AVAILABLE,
    demo_catalog.CANCELLED: State.NOT_AVAILABLE,
    demo_catalog.OTHER_SECTION: State.NOT_AVAILABLE,
    demo_catalog.WAITLISTED: State.WAITLISTED,
    demo_catalog.OFFERED: State.OFFERED,
    demo_catalog.BATCH: State.FULL,
    "COGS 17 A01": State.AVAILABLE,
}


@pytest.fixture
def application(database_url, tmp_path):
    """The application over what was loaded."""
    system = wiring.System(settings.read({"enrollment.database_url": database_url}, {}, tmp_path))
    yield system.outside_transaction()
    system.engine.dispose()


def everything(application):
    """The courses, and how many messages and enrollments there are."""
    items = application.catalog.search(CatalogQuery(limit=1000, drafts=True), None).items
    student = application.accounts.find(STUDENT)
    return [item.course for item in items], application.outbox.waiting(), application.enrollments.of(student.user.id)


def test_each_state_is_there_for_the_demo_student(done, ini, application):
    printed = done("demo load", ini)

    courses = {course.name: course for course in everything(application)[0]}
    student = application.accounts.find(STUDENT).user
    seen = {name: button_for(application.preview_enrollment(student, courses[name].id).verdict, UTC) for name in STATES}
    assert {name: button.state for name, button in seen.items()} == STATES
    assert len(courses) == 555
    assert all(email in printed and password in printed for email, password in PASSWORDS.items())


def test_a_second_time_changes_nothing(done, run, ini, application):
    done("demo load", ini)
    before = everything(application)

    done("demo load", ini)

    assert everything(application) == before
    assert run("audit", ini).exit_code == 0


def test_the_demo_accounts_can_sign_in(done, ini, application):
    done("demo load", ini)

    for email, password in PASSWORDS.items():
        assert application.sign_in(email, password), email


def test_production_refuses_it(run, sqlite_ini):
    result = run("demo load", sqlite_ini, env=PRODUCTION)

    assert result.exit_code == 1
    assert "environment = production" in result.stderr


@pytest.mark.parametrize("today", [date(2026, 11, 22) + timedelta(days=days) for days in range(7)])
def test_the_term_begins_on_a_monday_about_five_weeks_from_today(today):
    demo = DemoCatalog(today=today, campus=CAMPUS)

    assert demo.term.starts_on.weekday() == 0
    assert abs(demo.term.starts_on - today - timedelta(weeks=5)) <= timedelta(days=3.5)
    assert demo.term.ends_on - demo.term.starts_on == timedelta(days=67)


def test_finals_come_in_the_week_after_the_term_and_on_the_day_of_the_week_they_were():
    demo = DemoCatalog(today=date(2026, 11, 22), campus=CAMPUS)

    course = next(demo.courses())

    final = next(meeting.on for meeting in course.meetings if meeting.on)
    assert final - demo.term.starts_on == date(2022, 6, 6) - date(2022, 3, 28)
    assert course.registration.opens == datetime(2026, 11, 8, 8, tzinfo=UTC)
    assert course.registration.closes == datetime(2027, 1, 22, 8, tzinfo=UTC)


def test_the_demo_student_has_a_record_for_verdicts_to_weigh(done, ini, application):
    done("demo load", ini)

    student = application.accounts.find(STUDENT).user
    record = application.academic_records.of(student.id)
    assert record.standing
    assert record.programme
    assert {item.in_progress for item in record.completed} == {True, False}
