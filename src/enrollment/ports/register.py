"""The register: what an attempt is judged by, and what a decision leaves behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from enrollment.domain.academic_record import NO_RECORD, AcademicRecord
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course, Term
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId, EnrollmentId, PermitId, UserId
from enrollment.domain.permits import Permit
from enrollment.domain.records import Answer, Record
from enrollment.domain.rules import NO_RULES, Rules
from enrollment.domain.users import User
from enrollment.domain.waitlist import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is on record about a course and a student: what policies weigh.

    ``enrollment`` is the student's: the live one in the course asked about, or the very one asked about.
    ``answer`` is what the idempotency key was answered with before; None when it is new or none was given.
    ``term``, if it is known, and ``rules`` are the course's; ``terms`` are the others that are known not to be over
    before it begins, in the order of their codes. ``record``, ``held`` (the other courses the student
    holds a live seat in, of any term, in the order they were taken; their seats and windows are left out),
    ``permits`` (usable ones for the course), ``consent_asked_at``, ``place`` (the student's in line for the course),
    ``waiting_for`` (the other courses the student waits for; of these, as of those held, seats are left out) and
    ``dropped_at`` (when the student last gave up a seat in the course) are the student's.
    """

    course: Course | None
    enrollment: Enrollment | None = None
    answer: Answer | None = None
    term: Term | None = None
    terms: tuple[Term, ...] = ()
    rules: Rules = NO_RULES
    record: AcademicRecord = NO_RECORD
    held: tuple[Course, ...] = ()
    permits: tuple[Permit, ...] = ()
    consent_asked_at: datetime | None = None
    place: Place | None = None
    waiting_for: tuple[Course, ...] = ()
    dropped_at: datetime | None = None

    def attempt(self, at: datetime, user: User | None, *, together: tuple[Course, ...] = ()) -> Attempt:
        """Return the user's attempt to enroll in the course at that instant, along with the courses ``together``."""
        return Attempt(
            at=at,
            user=user,
            course=self.course,
            enrollment=self.enrollment,
            record=self.record,
            held=self.held,
            together=together,
            term=self.term,
            terms=self.terms,
            rules=self.rules,
            permits=self.permits,
            consent_asked_at=self.consent_asked_at,
            place=self.place,
            waiting_for=self.waiting_for,
            dropped_at=self.dropped_at,
        )


class Register(Protocol):
    """The registrar's book. A change lasts only if the caller's transaction commits."""

    def hold(self, student_id: UserId) -> User | None:
        """Return the user, and make everybody else who holds the same one wait until this transaction ends.

        Nobody else waits. Raises StudentBusy when the wait for another holder takes too long.
        """

    def facts(self, course_id: CourseId, student_id: UserId | None, key: str | None = None) -> Facts:
        """Return what is on record now, after any wait in ``hold``, in one round trip. Locks nothing."""

    def facts_about(self, course_ids: Sequence[CourseId], student_id: UserId | None) -> Mapping[CourseId, Facts]:
        """Return the same about each of the courses there are, in one round trip."""

    def facts_about_sections(
        self, course: Course, student_id: UserId | None, *, open_at: datetime | None = None, most: int
    ) -> Sequence[Facts]:
        """Return the same about the first ``most`` other published sections, in the order of the catalog.

        They are of the same code and term, and with ``open_at`` have a seat and are open by their own window then; for
        nobody in particular, a seat that is kept for nobody.
        """

    def facts_of(self, enrollment_id: EnrollmentId, student_id: UserId, key: str | None = None) -> Facts:
        """Return the same about one enrollment of the student. Somebody else's is as good as none."""

    def admit(self, enrollment: Enrollment, record: Record, shared: str | None = None, *, locked: bool = False) -> bool:
        """Take a seat for the enrollment and keep its record, if there still is a seat; else change nothing.

        Where students wait for the course, there is one only for who has ``locked`` it (Waitlists.lock), and seen to it
        that nobody of those could take it.

        The seat is one of the enrollment's pool, or one kept for nobody; ``shared`` names the seats the course shares,
        as the facts did. Never admits one more than the course, the pool or the courses that share have seats, nor to a
        seat kept for others, whatever was read before. Whoever takes seats in several courses in one transaction does
        so in the order of what they share ("" where nothing) and then of their ids, so that nobody waits in a ring.
        """

    def admit_over(self, enrollment: Enrollment, record: Record, shared: str | None = None) -> bool:
        """Take a seat beyond those there are, of a published course that is locked; of those there are, if one is free.

        How many more may sit there than there are seats is on record from then on. Returns False, with nothing changed,
        where the course is not published, or ``shared`` does not name the seats it shares.
        """

    def accept(self, enrollment: Enrollment, record: Record) -> bool:
        """Put the seat that was offered on record as taken, and keep the record; else change nothing."""

    def release(
        self, enrollment: Enrollment, record: Record, shared: str | None = None, *, locked: bool = False
    ) -> bool:
        """Put the enrollment, no longer live, on record, free its seat and keep the record; else change nothing.

        Where students wait for the course, only who has ``locked`` it gives up a seat, and gives it to them.

        The seat goes back to the pool it came from; to everybody, once that is released or is no more. ``shared`` is as
        for ``admit``: it saves a round trip, and need not be so. Returns False when the one on record is not live, or
        somebody waits and the course is not locked. Whoever watches the course for a seat is looked after soon.
        """

    def release_pools(self, course_id: CourseId, at: datetime) -> None:
        """Put on record that the unused seats of the course's pools past their release are everybody's."""

    def spend(self, permit_id: PermitId, at: datetime) -> bool:
        """Spend a permit, and return whether it was still usable; else change nothing."""

    def keep(self, record: Record) -> None:
        """Keep the record of a decision that moved no seat."""
