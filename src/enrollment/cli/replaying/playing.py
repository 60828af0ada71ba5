"""One part of a run: some sections of the term, from its first instant to its last, in a process of its own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from enrollment.adapters.memory.clock import StoppedClock
from enrollment.cli.installation import system_over, transaction
from enrollment.cli.replaying.campus import Campus, Offered, Otherwise
from enrollment.cli.replaying.checks import broken, idle
from enrollment.cli.replaying.demand import steps_of
from enrollment.cli.replaying.people import People
from enrollment.cli.replaying.recorded import Recorded
from enrollment.cli.replaying.staging import course_of, students
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.identifiers import UserId
from enrollment.domain.users import User
from enrollment.domain.waitlist_rules import Promotion
from enrollment.ports.agenda import Chore
from enrollment.settings import Settings

if TYPE_CHECKING:
    from enrollment.wiring import System

# Section, instant, seats (None: without a limit), how many sit there and how many wait.
Moment = tuple[str, datetime, int | None, int, int]
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a process is to play: the sections of the ``recorded``, which has no others."""

    settings: Settings
    recorded: Recorded
    term: str
    promotion: Promotion
    staff: User
    number: int


@dataclass(slots=True)
class Played:
    """What came of it: the sections' moments in the order of time, and what was not as it should be."""

    moments: list[Moment] = field(default_factory=list)
    otherwise: Otherwise = field(default_factory=Otherwise)
    violations: list[str] = field(default_factory=list)
    students: int = 0


def play(part: Part, tell: Callable[[int], object]) -> Played:
    """Play it, telling of each step how many acts it was."""
    clock = StoppedClock(part.recorded.begins)
    settings = replace(part.settings, database_pool_size=2, campus_timezone=part.recorded.campus)
    system = system_over(settings, clock)
    try:
        return _Player(part, system, clock).play(tell)
    finally:
        system.engine.dispose()


class _Player:
    def __init__(self, part: Part, system: "System", clock: StoppedClock) -> None:
        self._part, self._system, self._played = part, system, Played()
        courses = {one.key: course_of(one, part.term) for one in part.recorded.sections}
        offered = {key: Offered(course=course, seats=course.max_participants) for key, course in courses.items()}
        people = People(part.recorded.passes, self._make, f"{part.recorded.name} {part.number}")
        self._campus = Campus(system, clock, offered, people, part.staff)

    def play(self, tell: Callable[[int], object]) -> Played:
        previous = self._part.recorded.begins
        for at, demands in steps_of(self._part.recorded.sections):
            if at.date() != previous.date() and self._part.number == 0:
                self._analyze()
            for instant, chore in self._due(previous, at):
                self._note(instant, self._campus.serve(instant, chore))
            self._campus.carry_out(at, demands)
            self._note(at, [demand.section.key for demand in demands])
            tell(sum(demand.acts for demand in demands))
            previous = at
        self._played.otherwise = self._campus.otherwise
        return self._played

    def _make(self, group: str, number: int) -> Sequence[UserId]:
        names = [f"{self._part.term}-{self._part.number}-{self._played.students + n}" for n in range(number)]
        self._played.students += number
        return students(self._system.outside_transaction(), group, names)

    def _analyze(self) -> None:
        """Have the database count its rows: it plans by them, and fills in minutes as otherwise in weeks."""
        with self._system.engine.begin() as connection:
            connection.execute(text("ANALYZE"))

    def _due(self, after: datetime, until: datetime) -> Iterator[tuple[datetime, Chore]]:
        """Yield when seats are given in a batch, and when a group begins to register and may take what is free."""
        recorded = self._part.recorded
        opened = {opens for one in recorded.passes for opens in (*one.opens.values(), one.ends)}
        due = [(opens, Chore.SERVE) for opens in opened if after < opens <= until]
        if recorded.batch_at and self._part.promotion is Promotion.BATCH:
            day = after.astimezone(recorded.campus).date()
            while day <= until.astimezone(recorded.campus).date():
                at = datetime.combine(day, recorded.batch_at, tzinfo=recorded.campus)
                due += [(at, Chore.BATCH)] if after < at <= until else []
                day += A_DAY
        yield from sorted(due)

    def _note(self, at: datetime, keys: Sequence[str]) -> None:
        """Note how the sections stand then, and whatever is wrong with them."""
        sections = [self._campus.offered[key] for key in keys]
        for key, one in zip(keys, sections, strict=True):
            self._played.moments.append((key, at, one.seats, len(one.sitting), len(one.waiting)))
        with self._system.engine.connect() as connection:
            self._played.violations += broken(connection, sections)
        if self._part.promotion is not Promotion.BATCH:
            self._played.violations += self._idle(idle(sections))

    def _idle(self, sections: Sequence[Offered]) -> Iterator[str]:
        """Yield each section with a seat that somebody who waits could take."""
        for one in sections:
            with transaction(self._system) as application:
                turns = application.change_course.preview(one.course.id, CourseChange()).turns
            if any(turn.allowed for turn in turns):
                yield f"{one.course.name} has a free seat for somebody who waits"
