"""A campus over any store: students and courses, and what they do, each act in a transaction of its own."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from enrollment.adapters.memory.clock import StoppedClock
from enrollment.application.audit_records import AuditRecords
from enrollment.application.change_course import ChangeCourse
from enrollment.application.change_holds import ChangeHolds, hold_id
from enrollment.application.drop_enrollment import DropEnrollment
from enrollment.application.enroll_student import EnrollStudent
from enrollment.application.overbook import Overbook
from enrollment.application.swap_enrollment import Swap, SwapEnrollment
from enrollment.application.undo_drop import UndoDrop
from enrollment.application.waitlists.accept import AcceptOffer
from enrollment.application.waitlists.chores import BY_THE_CLOCK, DoChore
from enrollment.application.waitlists.decline import DeclineOffer
from enrollment.application.waitlists.join import Joined, JoinWaitlist, Wanted
from enrollment.application.waitlists.lapse import LapseOffer
from enrollment.application.waitlists.leave import LeaveWaitlist
from enrollment.application.waitlists.move import MoveEntry
from enrollment.application.waitlists.revise import ReviseEntry, Revision
from enrollment.application.waitlists.sweep import SweepLines
from enrollment.domain.academic_record import Hold
from enrollment.domain.audits.calls import History
from enrollment.domain.catalog import Course
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.receipts import Receipt
from enrollment.domain.rule_book import INSTITUTION, Scope, section_scope
from enrollment.domain.users import User
from enrollment.domain.waitlist import WaitlistEntry
from tests.contract.given import a_known_student, an_offered_course
from tests.contract.stores import Store
from tests.support.build import NOON, a_staff_member, an_account, an_origin
from tests.support.composed import composed


class Campus:
    """What is on record in ``store``, and the clock, which stands still until it is moved."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock = store, StoppedClock(NOON)
        self.staff = a_staff_member()
        store.ports.accounts.add(an_account(user=self.staff))

    def student(self, **about: Any) -> User:
        """A new student."""
        return a_known_student(self.store.ports, **about)

    def course(self, seats: int | None = 1, **about: Any) -> Course:
        """A new course, of a code of its own unless another is given."""
        number = self._number = getattr(self, "_number", 0) + 1
        return an_offered_course(self.store.ports, **{"code": f"COGS {number}", "max_participants": seats} | about)

    def full_course(self, seats: int = 1, **about: Any) -> tuple[Course, Sequence[Enrollment]]:
        """A new course, every seat of which a student of its own holds."""
        course = self.course(seats, **about)
        return course, [self.enrolled(self.student(), course) for _ in range(seats)]

    def rule(self, scope: Scope | Course = INSTITUTION, **said: Any) -> None:
        """Publish rules for the institution, or for the course, besides those there are."""
        with self.store.transaction() as ports:
            book = ports.rule_sets.book()
            at = section_scope(scope) if isinstance(scope, Course) else scope
            before = book.sets[at].said if at in book.sets else {}
            ports.rule_sets.publish({at: {**before, **said}}, after=book.edition, by="test", at=NOON)

    def does(self, kind: type[Any], *args: Any, **about: Any) -> Any:
        """Carry out a use case."""
        with self.store.transaction() as ports:
            return composed(kind, ports, self.clock)(*args, **about)

    def _asks(self, kind: type[Any], *args: Any, **about: Any) -> Any:
        return self.does(kind, *args, **{"key": None, "origin": an_origin()} | about)

    def enroll(self, student: User, course: Course, **about: Any) -> Receipt:
        """Ask for a seat."""
        receipt: Receipt = self._asks(EnrollStudent, student.id, course.id, **about)
        return receipt

    def enrolled(self, student: User, course: Course) -> Enrollment:
        """Ask for a seat, and have it."""
        enrollment = self.enroll(student, course).enrollment
        assert enrollment is not None
        return enrollment

    def drop(self, enrollment: Enrollment, **about: Any) -> Receipt:
        """Give a seat up."""
        receipt: Receipt = self._asks(DropEnrollment, enrollment.student_id, enrollment.id, **about)
        return receipt

    def undo(self, *dropped: Enrollment, **about: Any) -> Sequence[Receipt]:
        """Have seats back."""
        ids = [one.id for one in dropped]
        receipts: Sequence[Receipt] = self._asks(UndoDrop, dropped[0].student_id, ids, **about)
        return receipts

    def join(self, student: User, *courses: Course, drop: Sequence[Enrollment] = (), **about: Any) -> Joined:
        """Ask to stand in line."""
        or_else = about.pop("or_else", None)
        wanted = Wanted(
            courses=tuple(course.id for course in courses),
            gives_up=tuple(one.id for one in drop),
            or_else=or_else.id if or_else else None,
        )
        joined: Joined = self._asks(JoinWaitlist, student.id, wanted, **about)
        return joined

    def waiting(self, student: User, *courses: Course, **about: Any) -> WaitlistEntry:
        """Stand in line."""
        entry = self.join(student, *courses, **about).entry
        assert entry is not None
        return entry

    def leave(self, entry: WaitlistEntry, **about: Any) -> Sequence[Receipt]:
        """Stand in line no longer."""
        receipts: Sequence[Receipt] = self._asks(LeaveWaitlist, entry.student_id, entry.id, **about)
        return receipts

    def accept(self, entry: WaitlistEntry, **about: Any) -> Sequence[Receipt]:
        """Take what is offered."""
        receipts: Sequence[Receipt] = self._asks(AcceptOffer, entry.student_id, entry.id, **about)
        return receipts

    def decline(self, entry: WaitlistEntry, **about: Any) -> Sequence[Receipt]:
        """Do without what is offered."""
        receipts: Sequence[Receipt] = self._asks(DeclineOffer, entry.student_id, entry.id, **about)
        return receipts

    def revise(self, entry: WaitlistEntry, **revision: Any) -> WaitlistEntry:
        """Change what an entry gives up, or what it stands for."""
        changed: WaitlistEntry = self.does(
            ReviseEntry, entry.student_id, entry.id, Revision(**revision), origin=an_origin()
        )
        return changed

    def swap(self, enrollment: Enrollment, *courses: Course, waits: bool = False, **about: Any) -> Joined:
        """Ask to have other seats for one."""
        swap = Swap(drop=(enrollment.id,), add=tuple(course.id for course in courses), waits=waits)
        joined: Joined = self._asks(SwapEnrollment, enrollment.student_id, swap, **about)
        return joined

    def overbook(self, student: User, course: Course, **about: Any) -> Receipt:
        """Staff enroll somebody."""
        receipt: Receipt = self._asks(Overbook, self.staff, student.id, course.id, **{"note": "agreed"} | about)
        return receipt

    def resize(self, course: Course, seats: int | None, **about: Any) -> Course:
        """Staff change how many seats there are."""
        return self.change(course, CourseChange(seats=True, max_participants=seats), **about)

    def change(self, course: Course, change: CourseChange, **about: Any) -> Course:
        """Staff change a course."""
        about = {"is_as_seen": lambda course: True, "origin": an_origin()} | about
        changed: Course = self.does(ChangeCourse, self.staff, course.id, change, **about)
        return changed

    def move(self, entry: WaitlistEntry, course_id: CourseId, position: int, **about: Any) -> int:
        """Staff give an entry another place in a line."""
        about = {"position": position, "note": "agreed", "origin": an_origin()} | about
        has_now: int = self.does(MoveEntry, self.staff, course_id, entry.id, **about)
        return has_now

    def place(self, student_id: UserId, hold: Hold) -> None:
        """Staff place a hold."""
        with self.store.transaction() as ports:
            composed(ChangeHolds, ports, self.clock).place(self.staff, student_id, hold, origin=an_origin())

    def lift(self, student_id: UserId, hold: Hold) -> None:
        """Staff lift a hold."""
        with self.store.transaction() as ports:
            change_holds = composed(ChangeHolds, ports, self.clock)
            change_holds.lift(self.staff, student_id, hold_id(hold), origin=an_origin())

    def pass_time(self, **time: float) -> None:
        """Move the clock, and do whatever falls due."""
        self.clock.advance(timedelta(**time))
        self.do_what_is_due()

    def do_what_is_due(self, *, swept: bool = True) -> int:
        """Do whatever is due now, as the scheduler does and return how much it was; not ``swept``: what is known of."""
        if swept:
            self.does(SweepLines)
        number = 0
        while self.does(LapseOffer, origin=BY_THE_CLOCK) or self._chore():
            number += 1
        return number

    def _chore(self) -> bool:
        with self.store.transaction() as ports:
            due = ports.agenda.take(self.clock.now())
        if due:
            self.does(DoChore, due)
        return due is not None

    def violations(self, history: History = ()) -> Sequence[str]:
        """What the audit finds now, all of it read in one transaction."""
        with self.store.transaction() as ports:
            return list(composed(AuditRecords, ports, self.clock)(history))

    def seat(self, student: User, course: Course) -> Enrollment | None:
        """The seat that the student has in the course, or is offered."""
        return self.store.ports.register.facts(course.id, student.id).enrollment

    def line(self, course: Course) -> Sequence[User]:
        """Who waits for the course, in order."""
        return [one.student for one in self.store.ports.waitlists.line(course.id, 1000) if one.entry.is_waiting]

    def now(self, course: Course) -> Course:
        """The course as it is by now."""
        found = self.store.ports.catalog.find(course.id)
        assert found is not None
        return found

    def entry(self, entry: WaitlistEntry) -> WaitlistEntry:
        """The entry as it is by now."""
        found = self.store.ports.waitlists.find(entry.id)
        assert found is not None
        return found

    def told(self, student: User) -> Sequence[str]:
        """The kinds of what the student is told of, in order."""
        claimed = self.store.ports.outbox.claim(10_000, self.clock.now())
        self._messages: list[Any] = [*getattr(self, "_messages", []), *claimed]
        return [one.kind for one in self._messages if one.body["student_id"] == str(student.id)]
