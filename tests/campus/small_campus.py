"""A campus of a few, who go by numbers: so the same can be done on two of them, and what comes of it be compared."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from enrollment.domain.academic_record import Act, Hold
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.pools import SharedCapacity
from enrollment.domain.receipts import Receipt
from enrollment.domain.rule_book import Scope, ScopeKind
from enrollment.domain.waitlist import WaitlistEntry
from enrollment.domain.waitlist_errors import UndoOver
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.contract.given import divided
from tests.contract.stores import Store
from tests.support.campus import Campus

STUDENTS = range(6)
OFFERING, BATCHING, SHARING, LECTURE, LAB = 2, 3, (4, 5), 6, 7
ALONE = range(LECTURE)  # the courses that are not taken along with others
CHEM = "CHEM 1"
COURSES: Sequence[dict[str, Any]] = (
    {},
    {"max_participants": 2},
    {},
    {},
    {"max_participants": 2},
    {"max_participants": 2},
    {"code": CHEM, "section": "A00"},
    {"code": CHEM, "section": "LA1"},
)
MOST_COURSES = 3  # that a student may hold
BOTH = SharedCapacity(name="SP26 both", max_participants=2)
SEATED = ((0, 0), (1, 1), (2, 1), (2, 2), (3, 3), (4, 4), (0, 5))
OFFERS = WaitlistRule(promotion=Promotion.OFFER)
BATCHES = WaitlistRule(promotion=Promotion.BATCH, batch_at=(time(10), time(22)))
HOLDS = (Hold(owner="the bursar", note="unpaid fees"), Hold(owner="the dean", note="probation", blocks=frozenset(Act)))
Said = Sequence[tuple[Any, ...]]


class SmallCampus:
    """Six students and eight courses, all of them full.

    Two of the courses share their seats; one offers its seats, and one gives them in batches. Nobody may hold more than
    three. What is done returns what its receipts say.
    """

    def __init__(self, store: Store) -> None:
        self.campus = campus = Campus(store)
        self.ports = store.ports
        self.students = [campus.student(id=UUID(int=number + 1)) for number in STUDENTS]
        self.courses = [
            campus.course(id=UUID(int=number + 100), units="4", **about) for number, about in enumerate(COURSES)
        ]
        for number in SHARING:
            divided(store, self.courses[number], shared=BOTH)
        campus.rule(most_units=4.0 * MOST_COURSES)
        campus.rule(self.courses[OFFERING], waitlist=OFFERS)
        campus.rule(self.courses[BATCHING], waitlist=BATCHES)
        campus.rule(Scope(ScopeKind.COURSE, CHEM), linked=("A", "LA"))
        self.entries: list[WaitlistEntry] = []
        self.given_up: Sequence[Enrollment] = ()
        for student, course in SEATED:
            self.enroll(student, course)
        self.join(5, [LECTURE, LAB])

    def seat(self, student: int, course: int) -> Enrollment:
        """The seat the student holds there."""
        seat = self.campus.seat(self.students[student], self.courses[course])
        assert seat is not None
        return seat

    def enroll(self, student: int, course: int) -> Said:
        """Ask for a seat."""
        return _said(self.campus.enroll(self.students[student], self.courses[course]))

    def drop(self, student: int, courses: Sequence[int]) -> Said:
        """Give up seats, all at once."""
        first, *others = seats = [self.seat(student, course) for course in courses]
        receipt = self.campus.drop(first, along=[seat.id for seat in others])
        self.given_up = seats if receipt.enrollment else self.given_up
        return _said(receipt)

    def undo(self) -> Said:
        """Ask for the seats back that were given up last, once."""
        seats, self.given_up = self.given_up, ()
        try:
            return _said(*self.campus.undo(*seats))
        except UndoOver:
            return ()

    def join(self, student: int, courses: Sequence[int], drop: Sequence[int] = (), or_else: int | None = None) -> Said:
        """Ask to stand in line, maybe for what is wanted less than another entry, by the number of that."""
        seats = [self.seat(student, course) for course in drop]
        wanted = [self.courses[course] for course in courses]
        first = None if or_else is None else self.entries[or_else]
        joined = self.campus.join(self.students[student], *wanted, drop=seats, or_else=first)
        self.entries += [joined.entry] if joined.entry else []
        return _said(*joined.receipts)

    def swap(self, student: int, course: int, wanted: int, *, waits: bool) -> Said:
        """Ask to have another seat for one."""
        joined = self.campus.swap(self.seat(student, course), self.courses[wanted], waits=waits)
        self.entries += [joined.entry] if joined.entry else []
        return _said(*joined.receipts)

    def act_on(self, entry: int, how: str) -> Said:
        """Leave the line, or accept or decline what is offered."""
        return _said(*getattr(self.campus, how)(self.entries[entry]))

    def revise(self, entry: int, *, drop: Sequence[tuple[int, int]] | None = None, **revision: Any) -> int:
        """Change what an entry gives up, or what it stands for, and return which choice it is."""
        if drop is not None:
            revision["gives_up"] = tuple(self.seat(*one).id for one in drop)
        if "or_else" in revision:
            revision["or_else"] = self.entries[revision["or_else"]].id
        return self.campus.revise(self.entries[entry], **revision).choice

    def overbook(self, student: int, course: int) -> Said:
        """Staff enroll somebody."""
        return _said(self.campus.overbook(self.students[student], self.courses[course]))

    def move(self, entry: int, course: int, position: int) -> int:
        """Staff give an entry another place."""
        return self.campus.move(self.entries[entry], self.courses[course].id, position)

    def change(self, course: int, change: CourseChange) -> None:
        """Staff change a course."""
        self.campus.change(self.courses[course], change)

    def toggle(self, student: int, hold: Hold) -> None:
        """Staff place the hold, or lift it where it is there."""
        user_id = self.students[student].id
        is_there = hold in self.ports.academic_records.of(user_id).holds
        (self.campus.lift if is_there else self.campus.place)(user_id, hold)

    def pass_time(self, by: timedelta) -> None:
        """Move the clock, and leave undone what falls due."""
        self.campus.clock.advance(by)

    def do_what_is_due(self, *, swept: bool) -> None:
        """Do what is due."""
        self.campus.do_what_is_due(swept=swept)


def _said(*receipts: Receipt) -> Said:
    return [
        (one.action, one.enrollment and one.enrollment.status, tuple(reason.code for reason in one.verdict.reasons))
        for one in receipts
    ]
