"""What it takes to pass over many who wait until somebody can take the seat that came free, in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import click
from transaction import TransactionManager

from bench.checking import Wrong
from bench.databases import settle, statements
from bench.setting import Place, Setting
from enrollment.adapters.sql.engine import make_engine
from enrollment.adapters.sql.joined import Joined
from enrollment.adapters.system_clock import SystemClock
from enrollment.application.composition import compose, ports_of
from enrollment.application.drop_enrollment import DropEnrollment
from enrollment.application.enroll_student import EnrollStudent
from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.identifiers import CourseId, EntryId, UserId
from enrollment.domain.records import Origin
from enrollment.domain.users import Role, User
from enrollment.domain.waitlist import WaitlistEntry
from enrollment.ports.accounts import Account
from enrollment.ports.clock import Clock
from enrollment.ports.persistence import Persistence
from enrollment.wiring import on_sql

FEW, MANY = 50, 500
ON_HOLD = AcademicRecord(holds=(Hold(owner="the bursar", note="fees are unpaid"),))
ASKED = {"key": None, "origin": Origin(address="10.0.0.1", door="api", request_id="0123456789abcdef")}


class Lines:
    """Courses of one seat each, and in line for each students of its own: one waits for one course, or for a few."""

    def __init__(self, place: Place) -> None:
        self._engine = make_engine(place.url, pool_size=1)
        self._last: dict[UUID, User] = {}
        with statements(place.url) as run:
            run("UPDATE courses SET max_participants = 1")

    def put(self, course: UUID, number: int) -> UUID:
        """Have the seat taken, so many on hold wait for it, and one who is not; return whose seat it is."""
        students = [_student() for _ in range(number + 2)]
        *on_hold, holder, self._last[course] = students
        with self._ports() as ports:
            ports.accounts.add_missing([Account(user=one, password_hash=None) for one in students])
            for one in on_hold:
                ports.academic_records.put(one.id, ON_HOLD)
            _composed(EnrollStudent, ports)(holder.id, CourseId(course), **ASKED)
            for one in (*on_hold, self._last[course]):
                ports.waitlists.join(_entry(one, course))
        return holder.id

    def drop(self, holder: UUID, course: UUID) -> float:
        """Have the seat dropped, and return how many milliseconds that took. Raises Wrong unless the last has it."""
        with self._ports() as ports:
            seat = ports.register.facts(CourseId(course), UserId(holder)).enrollment
        assert seat is not None
        began = perf_counter()
        with self._ports() as ports:
            _composed(DropEnrollment, ports)(UserId(holder), seat.id, **ASKED)
        took = (perf_counter() - began) * 1000
        with self._ports() as ports:
            if ports.register.facts(CourseId(course), self._last[course].id).enrollment is None:
                raise Wrong("nobody was given the seat")
        return took

    @contextmanager
    def _ports(self) -> Iterator[Persistence]:
        transactions = TransactionManager(explicit=True)
        with transactions:
            yield on_sql(Joined(self._engine, transactions))


def promoting(setting: Setting) -> Mapping[str, float]:
    """One seat past 500 students who cannot take it, beside one past 50; each is told why, all in one transaction."""
    rounds = min(setting.plan.rounds, 5) + 1  # the first does not count
    place = setting.place("promoting", 2 * rounds)
    lines, numbers = Lines(place), [FEW, MANY] * rounds
    holders = [lines.put(course, number) for course, number in zip(place.courses, numbers, strict=True)]
    settle(place.url)
    took = [lines.drop(holder, course) for holder, course in zip(holders, place.courses, strict=True)]
    few, many = took[2::2], took[3::2]
    click.echo(f"  past {FEW}: {_listed(few)} ms; past {MANY}: {_listed(many)} ms")
    place.installation.run("audit")
    return {
        "promotion_past_500_ms": median(many),
        "promotion_500_vs_50": median(large / small for small, large in zip(few, many, strict=True)),
    }


def _composed(kind: type[Any], ports: Persistence) -> Any:
    return compose(kind, {**ports_of(ports), Clock: SystemClock(), ZoneInfo: ZoneInfo("America/Los_Angeles")})


def _student() -> User:
    user_id = UserId(uuid4())
    return User(id=user_id, email=f"{user_id.hex}@example.edu", name="Ada Byron", roles=frozenset({Role.STUDENT}))


def _entry(student: User, course: UUID) -> WaitlistEntry:
    now = datetime.now(UTC)
    return WaitlistEntry(
        id=EntryId(uuid4()), student_id=student.id, courses=(CourseId(course),), joined_at=now, wish=uuid4()
    )


def _listed(times: Sequence[float]) -> str:
    return ", ".join(f"{time:.0f}" for time in times)
