"""A course is cancelled, or unpublished: whoever sits in it, or waits for it, is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from enrollment.application.decisions import receipt_of_change
from enrollment.application.waitlists.clear import AT_ONCE, ClearWaitlist
from enrollment.application.waitlists.ending import EndEntry, withdrawn
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.errors import CourseContended
from enrollment.domain.events import EnrollmentCancelled
from enrollment.domain.identifiers import CourseId
from enrollment.domain.receipts import Action
from enrollment.domain.records import Origin, Record
from enrollment.domain.seats import shared_by
from enrollment.domain.waitlist import EntryStatus, WaitlistEntry
from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.enrollments import Enrollments
from enrollment.ports.register import Facts, Register
from enrollment.ports.waitlists import Waitlists

CANCELLED = "The course is not offered any more."


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSeats:
    """End all there is of a course that is offered no longer, and locked: entries, offers and enrollments.

    Raises CourseContended where a student with an offer is busy, or as ClearWaitlist does.
    """

    register: Register
    waitlists: Waitlists
    enrollments: Enrollments
    clear_waitlist: ClearWaitlist
    end_entry: EndEntry
    agenda: Agenda

    def __call__(self, course_id: CourseId, facts: Facts, at: datetime, *, origin: Origin) -> bool:
        """End some of it, and return whether there may be more. ``facts`` are those about the course."""
        if self.clear_waitlist(course_id, CANCELLED, at, origin=origin):
            return True
        offers = self.waitlists.line(course_id, AT_ONCE)
        for offer in offers:
            self._withdraw(offer.entry, course_id, at, origin)
        held = self.enrollments.held_in(course_id, AT_ONCE)
        for enrollment in held:
            self._cancel(enrollment, facts, at, origin)
        self._have_served(course_id, [offer.entry for offer in offers], held, at)
        return AT_ONCE in (len(offers), len(held))

    def _withdraw(self, entry: WaitlistEntry, course_id: CourseId, at: datetime, origin: Origin) -> None:
        """End the offer, unless it is over by now."""
        if not self.waitlists.hold(entry.student_id):
            raise CourseContended
        self.waitlists.lock(entry.courses, patiently=False)
        queued = self.waitlists.queued(entry.id, course_id)
        if queued is None or queued.entry.status is not EntryStatus.OFFERED:
            return  # accepted before the student was held, and held as any seat now
        self.end_entry(queued, withdrawn(CANCELLED), at, origin=origin)

    def _have_served(
        self, course_id: CourseId, offers: Sequence[WaitlistEntry], held: Sequence[Enrollment], at: datetime
    ) -> None:
        """See to it that seats go on which this course shared, or offers kept besides, or it kept its students from."""
        kept = [one for entry in offers for one in entry.courses if one != course_id]
        theirs = [waiting.entry for one in held for waiting in self.waitlists.of(one.student_id)]
        waited_for = [one for entry in theirs if entry.is_waiting for one in entry.courses]
        for other in dict.fromkeys((*self.waitlists.sharing(course_id), *kept, *waited_for)):
            self.agenda.put(other, Chore.SERVE, at)

    def _cancel(self, enrollment: Enrollment, facts: Facts, at: datetime, origin: Origin) -> None:
        ended = enrollment.ended(EnrollmentStatus.CANCELLED, at)
        receipt = receipt_of_change(ended, facts.rules, at, Action.CANCEL)
        record = Record.of(receipt, EnrollmentCancelled.of(ended, at), key=None, origin=origin)
        if not self.register.release(ended, record, shared_by(facts.course), locked=True):
            raise CourseContended
