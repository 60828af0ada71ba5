"""Something to look at: a catalog, people, and a course in every state."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine

from enrollment.adapters.sql import schema
from enrollment.adapters.sql.accounts import SqlAccounts
from enrollment.adapters.sql.catalog import SqlCatalog
from enrollment.adapters.sql.engine import Autocommit
from enrollment.cli.databases import database
from enrollment.cli.demo_catalog import (
    BATCH,
    BEGINS_IN,
    CANCELLED,
    CLOSED,
    CLOSES_IN,
    ENROLLED,
    FULL,
    NOT_OPEN,
    OFFERED,
    OTHER_SECTION,
    TERM,
    UNPUBLISHED,
    WAITLISTED,
    DemoCatalog,
)
from enrollment.cli.demo_lines import enroll, fill_lines
from enrollment.cli.demo_people import PASSWORDS, STUDENT, demo_accounts
from enrollment.cli.demo_record import RECORD
from enrollment.cli.demo_rules import publish_demo_rules
from enrollment.cli.installation import ini_argument, opened, settings_of, transaction
from enrollment.cli.progress import progress_bar
from enrollment.domain.catalog import Course, Term
from enrollment.domain.devices import Device
from enrollment.domain.records import Origin
from enrollment.settings import Settings

_ORIGIN = Origin(address="", door="cli", request_id="demo", device=Device.PROGRAM)


@click.group()
def demo() -> None:
    """Try the system out.

    \b
    Example:
      enrollment demo load development.ini
    """


@demo.command()
@ini_argument
def load(ini: Path) -> None:
    """Make the database, and load the demo catalog and the demo accounts; a second time changes nothing.

    The catalog is that of a real term, moved so that registration is open today. Refused in production.

    \b
    Example:
      enrollment demo load development.ini
    """
    settings = settings_of(ini)
    if settings.is_production:
        raise click.ClickException("a demo is not loaded where environment = production: its passwords are public")
    with database(settings) as engine:
        _migrate(engine)
        term = _loaded(engine)
    if term is None:
        _load(settings)
    elif term.starts_on and term.starts_on - BEGINS_IN + CLOSES_IN < datetime.now(settings.campus_timezone).date():
        click.echo(f"The demo's registration is over; to begin again, delete {settings.data_dir}.")
    _tell()


def _migrate(engine: Engine) -> None:
    with engine.begin() as connection:
        if schema.current(connection) != schema.newest():
            schema.upgrade(connection)


def _loaded(engine: Engine) -> Term | None:
    """Return the demo term if it is on record whole: it is loaded in one transaction with its people."""
    statements = Autocommit(engine)
    return SqlCatalog(statements).term(TERM) if SqlAccounts(statements).find(STUDENT) else None


def _load(settings: Settings) -> None:
    today = datetime.now(UTC).astimezone(settings.campus_timezone).date()
    catalog = DemoCatalog(today=today, campus=settings.campus_timezone)
    courses = list(catalog.courses())
    by_name = {course.name: course for course in courses}
    with opened(settings) as system:
        accounts = demo_accounts({email: system.passwords.hash(word) for email, word in PASSWORDS.items()})
        with progress_bar(len(courses), "Demo catalog") as bar, transaction(system) as application:
            application.catalog.put_term(catalog.term)
            application.catalog.load(_counted(courses, bar))
            student, *_ = application.accounts.add_missing(accounts)
            application.academic_records.put(student.id, RECORD)
            publish_demo_rules(application, settings.campus_timezone)
            enroll(application, [student], by_name[ENROLLED], origin=_ORIGIN)
            fill_lines(application, student, by_name, origin=_ORIGIN)


def _counted(courses: Sequence[Course], bar: Any) -> Iterator[Course]:
    for course in courses:
        yield course
        bar.update(1)


def _tell() -> None:
    click.echo("Demo accounts:")
    for email, password in PASSWORDS.items():
        click.echo(f"  {email:<24} password {password}")
    click.echo(f"As {STUDENT}, find")
    states = {
        "Already Enrolled": ENROLLED,
        "another section held": OTHER_SECTION,
        "Course Full": FULL,
        "On the Waitlist": WAITLISTED,
        "Seat Offered": OFFERED,
        "seats given at 22:00": BATCH,
        "Registration Closed": CLOSED,
        "not open yet": NOT_OPEN,
        "not published yet": UNPUBLISHED,
        "cancelled": CANCELLED,
    }
    for state, course in states.items():
        click.echo(f"  {course:<14} {state}")
