"""One step after another, on one campus or on several alike: after each, everything on record holds together."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from types import SimpleNamespace
from typing import Any, TypeVar
from unittest.mock import patch

from hypothesis.stateful import RuleBasedStateMachine, invariant

from enrollment.domain.seats import free_seats
from enrollment.domain.waitlist import OPEN, EntryStatus
from tests.campus.small_campus import ALONE, SmallCampus
from tests.campus.standing import idle_seats, what_stands
from tests.contract.stores import Store

SECOND = timedelta(seconds=1)
T = TypeVar("T")


class Stepping(RuleBasedStateMachine):
    """Does the same over each of the stores, an empty one each, and compares what comes of it."""

    def __init__(self, *stores: Store) -> None:
        super().__init__()
        self._steps = 0
        self.campuses = [self._campus(store) for store in stores]
        self.first = self.campuses[0]

    def _campus(self, store: Store) -> SmallCampus:
        with ids_of(self._steps):
            return SmallCampus(store)

    def do(self, act: str, *args: Any, **about: Any) -> Any:
        """Do it on each campus, a second later than what was done before, and return what came of it."""
        self._steps += 1
        answers = []
        for campus in self.campuses:
            campus.pass_time(SECOND)
            with ids_of(self._steps):
                answers.append(getattr(campus, act)(*args, **about))
        assert all(answer == answers[0] for answer in answers), answers
        return answers[0]

    def held(self, student: int | None = None) -> Sequence[tuple[int, int]]:
        """Who holds a seat where: the numbers of student and course."""
        numbers = {course.id: number for number, course in enumerate(self.first.courses)}
        return [
            (number, numbers[one.course.id])
            for number, who in enumerate(self.first.students)
            if student in (None, number)
            for one in self.first.ports.enrollments.of(who.id, live_only=True)
        ]

    def entries(self, *statuses: EntryStatus) -> Sequence[int]:
        """The numbers of the entries that stand so."""
        now = [self.first.campus.entry(entry) for entry in self.first.entries]
        return [number for number, entry in enumerate(now) if entry.status in statuses]

    def wanted_by(self, student: int) -> Sequence[int]:
        """The courses that stand alone and that the student neither holds nor waits for; all, where there is none."""
        entries = [self.first.campus.entry(self.first.entries[entry]) for entry in self.open_of(student)]
        waited_for = {course_id for entry in entries for course_id in entry.courses}
        had = {course for _, course in self.held(student)}
        free = [number for number in ALONE if number not in had and self.first.courses[number].id not in waited_for]
        return free or ALONE

    def full_for(self, student: int) -> Sequence[int]:
        """Those of them that have no seat left; all, where each has one."""
        wanted = self.wanted_by(student)
        full = [one for one in wanted if free_seats(self.first.campus.now(self.first.courses[one])) == 0]
        return full or wanted

    def student_of(self, entry: int) -> int:
        """Whose entry it is."""
        return [student.id for student in self.first.students].index(self.first.entries[entry].student_id)

    def courses_of(self, entry: int) -> Sequence[int]:
        """The numbers of the courses that are waited for."""
        wanted = self.first.entries[entry].courses
        return [number for number, course in enumerate(self.first.courses) if course.id in wanted]

    def open_of(self, student: int) -> Sequence[int]:
        """The numbers of the student's entries that are not over."""
        return [entry for entry in self.entries(*OPEN) if self.student_of(entry) == student]

    @staticmethod
    def one_of(those: Sequence[T], which: int) -> T:
        """One of those there are."""
        return those[which % len(those)]

    @invariant()
    def everything_on_record_holds_together(self) -> None:
        """The audit finds nothing."""
        for campus in self.campuses:
            assert not (found := campus.campus.violations()), found

    @invariant()
    def no_seat_is_free_that_somebody_waits_for(self) -> None:
        """It is told without the rules that give the seats."""
        assert not (found := idle_seats(self.first)), found

    @invariant()
    def it_is_the_same_everywhere(self) -> None:
        """Whatever keeps the records."""
        first, *others = map(what_stands, self.campuses)
        for other in others:
            assert other == first


@contextmanager
def ids_of(step: int) -> Iterator[None]:
    """Have whatever is given an id meanwhile be given the same at the same step: between equals, ids decide."""
    with patch.object(uuid, "os", SimpleNamespace(urandom=Random(step).randbytes)):
        yield
