"""The product, driven through its use cases at the instants of a recorded term."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from enrollment.adapters.memory.clock import StoppedClock
from enrollment.application.waitlists.join import Wanted
from enrollment.cli.installation import transaction
from enrollment.cli.replaying.demand import Demand
from enrollment.cli.replaying.people import People, Person
from enrollment.domain.catalog import Course
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.identifiers import EntryId
from enrollment.domain.records import Origin
from enrollment.domain.users import User
from enrollment.domain.waitlist import EntryStatus
from enrollment.ports.agenda import LEASE, Chore, Due

if TYPE_CHECKING:
    from enrollment.application import Application
    from enrollment.wiring import System

ORIGIN = Origin(address="", door="cli", request_id="replay")
AT_ONCE = 200  # acts that one transaction carries out
NOTE = "as the campus did"


@dataclass(slots=True, kw_only=True)
class Offered:
    """A section as it is offered: who sits in it, and who waits, in order, with the entry of each."""

    course: Course
    seats: int | None
    sitting: list[Person] = field(default_factory=list)
    waiting: list[tuple[Person, EntryId]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether whoever looks at it sees a seat that nobody who waits is about to be given."""
        return self.seats is None or self.seats - len(self.sitting) > len(self.waiting)


@dataclass(slots=True)
class Otherwise:
    """How often something could not be done as at the campus, since the product had come to something else by then.

    ``refused`` counts by the codes of the reasons who came and was given neither a seat nor a place in line.
    """

    refused: Counter[str] = field(default_factory=Counter)
    nobody_to_drop: int = 0
    nobody_to_leave: int = 0


class Campus:
    """The sections of one part of a run, and who is in them. Nobody else changes them meanwhile."""

    def __init__(
        self, system: "System", clock: StoppedClock, offered: Mapping[str, Offered], people: People, staff: User
    ) -> None:
        self.offered, self.otherwise = offered, Otherwise()
        self._system, self._clock, self._people, self._staff = system, clock, people, staff

    def carry_out(self, at: datetime, demands: Sequence[Demand]) -> None:
        """Do all that was asked for at that instant, a number of acts in one transaction."""
        self._clock.set(at)
        for some in _portions(demands):
            with transaction(self._system) as application:
                for demand in some:
                    self._act(application, at, demand)

    def serve(self, at: datetime, chore: Chore) -> Sequence[str]:
        """Do a chore for each section for which somebody waits though a seat is free, and return their keys."""
        self._clock.set(at)
        stirring = [key for key, one in self.offered.items() if one.waiting and (one.seats or 0) > len(one.sitting)]
        for start in range(0, len(stirring), AT_ONCE):
            with transaction(self._system) as application:
                for one in (self.offered[key] for key in stirring[start : start + AT_ONCE]):
                    application.do_chore(Due(course_id=one.course.id, chore=chore, leased_until=at + LEASE))
                    self._see_who_came(application, one)
        return stirring

    def _act(self, application: "Application", at: datetime, demand: Demand) -> None:
        one = self.offered[demand.section.key]
        if demand.is_resized:
            self._resize(application, one, demand.limit)
        for _ in range(demand.drops):
            self._drop(application, one)
        for _ in range(demand.leaves):
            self._leave(application, one)
        for _ in range(demand.wants):
            self._want(application, one, self._people.comes(one.course.code, at))

    def _want(self, application: "Application", one: Offered, person: Person) -> None:
        """Enroll where there is a seat to be seen, and else join the waitlist."""
        if one.is_open:
            receipt = application.enroll_student(person.id, one.course.id, key=None, origin=ORIGIN)
            if receipt.enrollment:
                one.sitting.append(person)
                return
        wanted = Wanted(courses=(one.course.id,))
        joined = application.join_waitlist(person.id, wanted, key=None, origin=ORIGIN)
        entry = joined.entry
        if entry is None:
            self.otherwise.refused.update(reason.code for reason in joined.receipts[0].verdict.reasons)
            self._people.gone(person, one.course.code)
        elif entry.status is EntryStatus.ENROLLED:
            one.sitting.append(person)
        else:
            one.waiting.append((person, entry.id))

    def _drop(self, application: "Application", one: Offered) -> None:
        if not one.sitting:
            self.otherwise.nobody_to_drop += 1
            return
        person = one.sitting.pop(self._people.one_of(len(one.sitting)))
        held = application.enrollments.of(person.id, live_only=True)
        [enrollment] = [item.enrollment for item in held if item.course.id == one.course.id]
        receipt = application.drop_enrollment(person.id, enrollment.id, key=None, origin=ORIGIN)
        assert receipt.enrollment, "nothing keeps a seat in a replay"
        self._people.gone(person, one.course.code)
        self._see_who_came(application, one)

    def _leave(self, application: "Application", one: Offered) -> None:
        if not one.waiting:
            self.otherwise.nobody_to_leave += 1
            return
        person, entry_id = one.waiting.pop(self._people.one_of(len(one.waiting)))
        application.leave_waitlist(person.id, entry_id, key=None, origin=ORIGIN)
        self._people.gone(person, one.course.code)

    def _resize(self, application: "Application", one: Offered, seats: int | None) -> None:
        change = CourseChange(seats=True, max_participants=seats)
        application.change_course(
            self._staff, one.course.id, change, is_as_seen=lambda course: True, note=NOTE, origin=ORIGIN
        )
        one.seats = seats
        self._see_who_came(application, one)

    def _see_who_came(self, application: "Application", one: Offered) -> None:
        """Look who has a seat now of those who waited."""
        found = application.catalog.find(one.course.id) if one.waiting else None
        if found is None or found.waiting == len(one.waiting):
            return
        in_line = {placed.entry.id for placed in application.waitlists.line(one.course.id, len(one.waiting))}
        one.sitting += [person for person, entry_id in one.waiting if entry_id not in in_line]
        one.waiting = [pair for pair in one.waiting if pair[1] in in_line]


def _portions(demands: Sequence[Demand]) -> Iterator[Sequence[Demand]]:
    some: list[Demand] = []
    acts = 0
    for demand in demands:
        some.append(demand)
        acts += demand.acts
        if acts >= AT_ONCE:
            yield some
            some, acts = [], 0
    if some:
        yield some
