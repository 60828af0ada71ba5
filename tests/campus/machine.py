"""Whatever students and staff can do about seats and lines, in any order."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from enrollment.domain.academic_record import Hold
from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.rings import LONGEST
from enrollment.domain.waitlist import OPEN, EntryStatus
from tests.campus.small_campus import ALONE, COURSES, HOLDS, LAB, LECTURE, STUDENTS
from tests.campus.stepping import Stepping
from tests.support.build import NOON

BUNDLES = ((LECTURE, LAB), (LECTURE, LAB), (0, 2), (1, 4), (3, 5))
CHANGES = (
    *(CourseChange(seats=True, max_participants=seats) for seats in (0, 1, 1, 2, 2, None)),
    *(CourseChange(status=status) for status in (CourseStatus.UNPUBLISHED, CourseStatus.CANCELLED)),
    *(CourseChange(status=CourseStatus.PUBLISHED, registration=RegistrationWindow()) for _ in range(2)),
    CourseChange(registration=RegistrationWindow(closes=NOON + timedelta(hours=30))),
)
TIMES = (timedelta(), timedelta(seconds=55), timedelta(hours=5), timedelta(hours=24))
students, which = st.sampled_from(STUDENTS), st.integers(0, 11)  # of those there are, over and over
changes, courses = st.sampled_from(CHANGES), st.sampled_from(range(len(COURSES)))


class StudentsActs(Stepping):
    """What students do."""

    @rule(student=students, which=which)
    def enroll(self, student: int, which: int) -> None:
        self.do("enroll", student, self.one_of(self.wanted_by(student), which))

    @precondition(lambda self: self.held())
    @rule(which=which)
    def drop(self, which: int) -> None:
        student, course = self.one_of(self.held(), which)
        self.do("drop", student, [course])

    @precondition(lambda self: self.held())
    @rule(which=which)
    def drop_all(self, which: int) -> None:
        student, _ = self.one_of(self.held(), which)
        self.do("drop", student, [course for _, course in self.held(student)])

    @precondition(lambda self: self.first.given_up)
    @rule()
    def undo(self) -> None:
        self.do("undo")

    @rule(student=students, which=which)
    def join(self, student: int, which: int) -> None:
        self.do("join", student, [self.one_of(self.full_for(student), which)])

    @precondition(lambda self: self.held())
    @rule(holder=which, which=which, many=st.integers(1, 2))
    def join_as_swap(self, holder: int, which: int, many: int) -> None:
        student, _ = self.one_of(self.held(), holder)
        drop = [course for _, course in self.held(student)][:many]
        self.do("join", student, [self.one_of(self.full_for(student), which)], drop=drop)

    @precondition(lambda self: self.entries(*OPEN))
    @rule(entry=which, which=which)
    def join_or_else(self, entry: int, which: int) -> None:
        first = self.one_of(self.entries(*OPEN), entry)
        student = self.student_of(first)
        self.do("join", student, [self.one_of(self.full_for(student), which)], or_else=first)

    @rule(student=students, wanted=st.sampled_from(BUNDLES), as_swap=st.booleans())
    def join_for_several(self, student: int, wanted: tuple[int, ...], as_swap: bool) -> None:
        drop = [course for _, course in self.held(student) if course not in wanted][:as_swap]
        self.do("join", student, wanted, drop=drop)

    @precondition(lambda self: self.held())
    @rule(which=which, wanted=which, waits=st.booleans())
    def swap(self, which: int, wanted: int, waits: bool) -> None:
        student, course = self.one_of(self.held(), which)
        self.do("swap", student, course, self.one_of(self.wanted_by(student), wanted), waits=waits)

    @precondition(lambda self: len(self.held()) > 1)
    @rule(which=st.lists(which, min_size=2, max_size=LONGEST))
    def swap_in_a_ring(self, which: list[int]) -> None:
        seats = {student: (student, course) for student, course in (self.one_of(self.held(), one) for one in which)}
        members = [seat for seat in seats.values() if seat[1] in ALONE]
        for seat, (_, wanted) in zip(members, [*members[1:], *members[:1]], strict=True):
            if seat in self.held():
                self.do("swap", *seat, wanted, waits=True)

    @precondition(lambda self: self.entries(EntryStatus.WAITING))
    @rule(which=which)
    def leave(self, which: int) -> None:
        self.do("act_on", self.one_of(self.entries(EntryStatus.WAITING), which), "leave")

    @precondition(lambda self: self.entries(EntryStatus.OFFERED))
    @rule(which=which, how=st.sampled_from(("accept", "accept", "decline")))
    def answer_an_offer(self, which: int, how: str) -> None:
        self.do("act_on", self.one_of(self.entries(EntryStatus.OFFERED), which), how)

    @precondition(lambda self: self.entries(*OPEN))
    @rule(which=which, other=which, what=st.sampled_from(("drop", "or_else", "choice")))
    def revise(self, which: int, other: int, what: str) -> None:
        entry = self.one_of(self.entries(*OPEN), which)
        student = self.student_of(entry)
        revision = {
            "drop": self.held(student)[: other % 3],
            "or_else": self.one_of(self.open_of(student), other),
            "choice": 1 + other % 2,
        }
        self.do("revise", entry, **{what: revision[what]})


class CampusMachine(StudentsActs):
    """What students and staff do, and the time."""

    @rule(student=students, which=which)
    def overbook(self, student: int, which: int) -> None:
        self.do("overbook", student, self.one_of(ALONE, which))

    @precondition(lambda self: self.entries(EntryStatus.WAITING))
    @rule(which=which, position=st.integers(1, 4))
    def move(self, which: int, position: int) -> None:
        entry = self.one_of(self.entries(EntryStatus.WAITING), which)
        self.do("move", entry, self.one_of(self.courses_of(entry), which), position)

    @rule(course=courses, change=changes)
    def change(self, course: int, change: CourseChange) -> None:
        self.do("change", course, change)

    @rule(student=students, hold=st.sampled_from(HOLDS))
    def place_or_lift_a_hold(self, student: int, hold: Hold) -> None:
        self.do("toggle", student, hold)

    @rule(by=st.sampled_from(TIMES), swept=st.booleans())
    def time_passes(self, by: timedelta, swept: bool) -> None:
        self.do("pass_time", by)
        self.do("do_what_is_due", swept=swept)

    @precondition(lambda self: self.entries(EntryStatus.OFFERED))
    @rule()
    def an_offer_is_over(self) -> None:
        """Nobody sees to it yet."""
        offers = (self.first.campus.entry(self.first.entries[one]) for one in self.entries(EntryStatus.OFFERED))
        left = min(one.expires_at - self.first.campus.clock.now() for one in offers)
        self.do("pass_time", max(left, timedelta()))
