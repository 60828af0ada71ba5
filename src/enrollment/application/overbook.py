"""Staff enroll a student, though it be beyond the seats there are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from enrollment.application.answers import answered_before, key_of_staff
from enrollment.application.decisions import receipt_of, spend_permits
from enrollment.application.giving_up import Drop, GiveUpSeats, reasons_against
from enrollment.application.waitlists.promotion import PromoteWaiting
from enrollment.application.waitlists.settling import SettleWish
from enrollment.domain.attempt import Attempt
from enrollment.domain.errors import CourseContended, CourseUnknown
from enrollment.domain.events import EnrollmentRefused, StudentEnrolled
from enrollment.domain.identifiers import CourseId, EntryId, UserId
from enrollment.domain.permission_errors import StudentUnknown
from enrollment.domain.policies import OVERBOOKING, decide
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.seats import shared_by
from enrollment.domain.users import User
from enrollment.domain.waitlist import EntryStatus, GivenUp, WaitlistEntry
from enrollment.domain.waitlist_errors import NoteMissing
from enrollment.ports.clock import Clock
from enrollment.ports.register import Facts, Register
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Overbook:
    """Enroll a student for a reason that is kept, whether or not there is a seat and registration is open.

    All other rules hold; what of them is to be set aside takes a permit. A student who waits for the course waits no
    longer, and gives up what was to be given up for it. A refusal is an answer, kept and returned. Works inside the
    caller's transaction and never ends it. Raises StudentBusy, StudentUnknown, CourseUnknown, NoteMissing, KeyReused,
    CourseContended.
    """

    register: Register
    waitlists: Waitlists
    give_up_seats: GiveUpSeats
    settle_wish: SettleWish
    promote_waiting: PromoteWaiting
    clock: Clock

    def __call__(
        self,
        staff: User,
        student_id: UserId,
        course_id: CourseId,
        *,
        note: str,
        key: IdempotencyKey | None,
        origin: Origin,
    ) -> Receipt:
        """Enroll the student, or say what stands against it; the receipt is the student's."""
        if not note.strip():
            raise NoteMissing
        student, key = self.register.hold(student_id), key_of_staff(key, staff)
        if student is None:
            raise StudentUnknown
        facts = self.register.facts(course_id, student_id, key.key if key else None)
        if facts.answer:
            return answered_before(facts.answer, key)
        if facts.course is None:
            raise CourseUnknown
        entry = self._locked(facts, course_id)
        gives_up = _given_up(entry)
        attempt = self._attempt(facts, student, gives_up)
        drops = self._drops(gives_up, attempt, student)
        verdict = decide(attempt, OVERBOOKING)
        verdict = replace(verdict, reasons=(*verdict.reasons, *reasons_against(drops).reasons))
        receipt = receipt_of(attempt, verdict, student_id, course_id, action=Action.OVERBOOK)
        if receipt.enrollment:
            self.give_up_seats(drops, receipt.at, origin=origin)
        self._keep(receipt, facts, key, origin, staff, note)
        if entry and receipt.enrollment:
            freed = [drop.course.id for drop in drops]
            self.promote_waiting([*freed, *self._settle(entry.id, receipt, origin)], receipt.at, origin=origin)
        return receipt

    def _locked(self, facts: Facts, course_id: CourseId) -> WaitlistEntry | None:
        """Lock all courses concerned, and return the student's entry in line; None where there is none by then."""
        is_in_line = facts.place is not None and facts.place.position is not None
        entry = self.waitlists.find(facts.place.entry_id) if is_in_line and facts.place else None
        self.waitlists.lock((*entry.courses, *entry.courses_given_up) if entry else [course_id], patiently=True)
        entry = self.waitlists.find(entry.id) if entry else None
        return entry if entry and entry.is_waiting else None

    def _attempt(self, facts: Facts, student: User, gives_up: Sequence[GivenUp]) -> Attempt:
        """Return the attempt as if the student stood in no line; an offer is to be accepted instead."""
        offer = facts.place if facts.place and facts.place.position is None else None
        attempt = replace(facts.attempt(self.clock.now(), student), place=offer)
        return attempt.giving_up([seat.course_id for seat in gives_up])

    def _drops(self, gives_up: Sequence[GivenUp], attempt: Attempt, student: User) -> Sequence[Drop]:
        if attempt.course is None or not gives_up:
            return ()
        seats = [self.register.facts_of(seat.enrollment_id, student.id) for seat in gives_up]
        return self.give_up_seats.judge(seats, student, attempt.at, instead=[attempt.course])

    def _keep(
        self, receipt: Receipt, facts: Facts, key: IdempotencyKey | None, origin: Origin, staff: User, note: str
    ) -> None:
        event = (
            StudentEnrolled.of(receipt.enrollment, receipt.at) if receipt.enrollment else EnrollmentRefused.of(receipt)
        )
        record = Record.of(receipt, event, key=key, origin=origin, by=staff.id, told={"note": note})
        if receipt.enrollment is None:
            self.register.keep(record)
        elif self.register.admit_over(receipt.enrollment, record, shared_by(facts.course)):
            spend_permits(self.register, receipt)
        else:
            raise CourseContended

    def _settle(self, entry_id: EntryId, receipt: Receipt, origin: Origin) -> Sequence[CourseId]:
        """End the entry, and return the courses in which seats came free by that."""
        entry = self.waitlists.find(entry_id)
        assert entry is not None
        self.waitlists.put(entry.ended(EntryStatus.ENROLLED, receipt.at))
        return self.settle_wish(entry, [receipt], receipt.at, origin=origin)


def _given_up(entry: WaitlistEntry | None) -> Sequence[GivenUp]:
    """Return what is given up for the course; what is given up for several is not for this one alone."""
    return entry.gives_up if entry and len(entry.courses) == 1 else ()
