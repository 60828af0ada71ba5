"""The register, kept in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from enrollment.adapters.memory.catalog import is_open
from enrollment.adapters.memory.catalog_order import place
from enrollment.adapters.memory.idempotency import MemoryIdempotency
from enrollment.adapters.memory.permits import is_unused
from enrollment.adapters.memory.records import KeptKey, MemoryRecords, Outgoing
from enrollment.adapters.memory.rule_sets import MemoryRuleSets
from enrollment.adapters.memory.seats import count_seat, has_seat, release_due
from enrollment.domain.academic_record import NO_RECORD
from enrollment.domain.catalog import Course, CourseStatus
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.identifiers import CourseId, EnrollmentId, PermitId, UserId
from enrollment.domain.records import Answer, IdempotencyKey, Record
from enrollment.domain.seats import shared_by
from enrollment.domain.users import User
from enrollment.ports.register import Facts


class MemoryRegister:
    """The port Register over dicts.

    There being no transactions, ``hold`` makes nobody wait and StudentBusy is never raised. Nothing is lost
    by it: ``admit`` and ``release`` look again at everything two requests of one student could disturb.
    """

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records
        self._answers = MemoryIdempotency(records)

    def hold(self, student_id: UserId) -> User | None:
        """Return the user."""
        with self._records.lock:
            account = self._records.accounts.get(student_id)
            return account.user if account else None

    def facts(self, course_id: CourseId, student_id: UserId | None, key: str | None = None) -> Facts:
        """Return what is on record now."""
        with self._records.lock:
            enrollment, answer = self._records.live(course_id, student_id), self._answer(student_id, key)
            facts = self._about(self._records.courses.get(course_id), enrollment, answer)
            return self._with_student(facts, student_id, course_id)

    def facts_about(self, course_ids: Sequence[CourseId], student_id: UserId | None) -> Mapping[CourseId, Facts]:
        """Return the same about each of the courses there are."""
        with self._records.lock:
            known = [course_id for course_id in course_ids if course_id in self._records.courses]
            return {course_id: self.facts(course_id, student_id) for course_id in known}

    def facts_about_sections(
        self, course: Course, student_id: UserId | None, *, open_at: datetime | None = None, most: int
    ) -> Sequence[Facts]:
        """Return the same about other sections of the course."""
        with self._records.lock:
            others = [
                other
                for other in self._records.courses.values()
                if (other.code, other.term) == (course.code, course.term)
                and other.id != course.id
                and other.status is CourseStatus.PUBLISHED
                and (open_at is None or is_open(other, open_at, reserved=student_id is not None))
            ]
            return [self.facts(other.id, student_id) for other in sorted(others, key=place)[:most]]

    def facts_of(self, enrollment_id: EnrollmentId, student_id: UserId, key: str | None = None) -> Facts:
        """Return the same about one enrollment of the student. Somebody else's is as good as none."""
        with self._records.lock:
            answer = self._answer(student_id, key)
            kept = self._records.enrollments.get(enrollment_id)
            if kept is None or kept.student_id != student_id:
                return Facts(course=None, answer=answer)
            facts = self._about(self._records.courses.get(kept.course_id), kept, answer)
            return self._with_student(facts, student_id, kept.course_id)

    def admit(self, enrollment: Enrollment, record: Record, shared: str | None = None, *, locked: bool = False) -> bool:
        """Take a seat for the enrollment and keep its record, if there still is a seat; else change nothing."""
        with self._records.lock:
            course = self._records.courses.get(enrollment.course_id)
            if course is None or not self._may_take(course, enrollment, shared) or self._is_answered(record):
                return False
            if course.waiting and not locked:
                return False
            self._take(course, enrollment, record)
            return True

    def admit_over(self, enrollment: Enrollment, record: Record, shared: str | None = None) -> bool:
        """Take a seat beyond those there are."""
        with self._records.lock:
            course = self._records.courses.get(enrollment.course_id)
            if course is None or course.status is not CourseStatus.PUBLISHED or self._is_answered(record):
                return False
            if self._records.live(course.id, enrollment.student_id) or shared != shared_by(course):
                return False
            self._take(course, enrollment, record)
            return True

    def accept(self, enrollment: Enrollment, record: Record) -> bool:
        """Put the seat that was offered on record as taken."""
        with self._records.lock:
            kept = self._records.enrollments.get(enrollment.id)
            if kept is None or kept.status is not EnrollmentStatus.OFFERED or self._is_answered(record):
                return False
            self._records.enrollments[enrollment.id] = enrollment
            self.keep(record)
            return True

    def release(
        self, enrollment: Enrollment, record: Record, shared: str | None = None, *, locked: bool = False
    ) -> bool:
        """Put the enrollment, no longer live, on record, free its seat and keep the record; else change nothing."""
        with self._records.lock:
            kept = self._records.enrollments.get(enrollment.id)
            if kept is None or not kept.is_live or self._is_answered(record):
                return False
            course = self._records.courses[kept.course_id]
            if course.waiting and not locked:
                return False
            count_seat(self._records, course, kept.pool, -1)
            self._records.enrollments[enrollment.id] = enrollment
            self.keep(record)
            return True

    def _take(self, course: Course, enrollment: Enrollment, record: Record) -> None:
        count_seat(self._records, course, enrollment.pool, 1)
        self._records.enrollments[enrollment.id] = enrollment
        self.keep(record)

    def release_pools(self, course_id: CourseId, at: datetime) -> None:
        """Put on record that the unused seats of the course's pools past their release are everybody's."""
        with self._records.lock:
            release_due(self._records, course_id, at)

    def spend(self, permit_id: PermitId, at: datetime) -> bool:
        """Spend a permit, and return whether it was still usable; else change nothing."""
        with self._records.lock:
            grant = self._records.permits.get(permit_id)
            if grant is None or not is_unused(grant):
                return False
            self._records.permits[permit_id] = replace(grant, spent_at=at)
            return True

    def keep(self, record: Record) -> None:
        """Keep the record of a decision that moved no seat. The first answer to a key stays its answer."""
        with self._records.lock:
            receipt = record.receipt
            self._records.receipts[receipt.id] = receipt
            self._records.log.append(record.entry)
            for message in record.messages:
                self._records.outbox[message.id] = Outgoing(message=message)
            if record.key:
                self._remember(record.key, record)

    def _about(self, course: Course | None, enrollment: Enrollment | None, answer: Answer | None) -> Facts:
        if course is None:
            return Facts(course=None, enrollment=enrollment, answer=answer)
        rules = MemoryRuleSets(self._records).book().rules_for(course)
        term = self._records.terms.get(course.term)
        others = sorted(self._records.terms.items())
        later = tuple(other for _, other in others if term and other != term and not other.may_be_over_before(term))
        return Facts(course=course, enrollment=enrollment, answer=answer, term=term, terms=later, rules=rules)

    def _with_student(self, facts: Facts, student_id: UserId | None, course_id: CourseId) -> Facts:
        if student_id is None:
            return facts
        live = sorted(self._records.live_of(student_id), key=lambda held: (held.enrollment_date, held.id))
        granted = [
            grant
            for grant in self._records.permits.values()
            if (grant.student_id, grant.course_id) == (student_id, course_id) and is_unused(grant)
        ]
        request = self._records.undecided(student_id, course_id)
        others = (held for held in live if held.course_id != course_id and held.is_held)
        return replace(
            facts,
            record=self._records.academic_records.get(student_id, NO_RECORD),
            held=tuple(self._records.courses[held.course_id] for held in others),
            permits=tuple(grant.permit for grant in sorted(granted, key=lambda grant: grant.permit.id)),
            consent_asked_at=request.asked_at if request else None,
            place=self._records.place(course_id, student_id),
            waiting_for=self._waited_for(student_id, course_id),
            dropped_at=self._dropped_at(student_id, course_id),
        )

    def _waited_for(self, student_id: UserId, course_id: CourseId) -> tuple[Course, ...]:
        theirs = (entry for entry in self._records.entries.values() if entry.student_id == student_id)
        others = (other for entry in theirs if entry.is_waiting for other in entry.courses if other != course_id)
        return tuple(sorted(map(self._records.courses.__getitem__, others), key=lambda other: other.name))

    def _dropped_at(self, student_id: UserId, course_id: CourseId) -> datetime | None:
        given_up = (EnrollmentStatus.DROPPED, EnrollmentStatus.WITHDRAWN)
        past = (
            kept.ended_at
            for kept in self._records.enrollments.values()
            if (kept.student_id, kept.course_id) == (student_id, course_id)
            and kept.status in given_up
            and kept.ended_at
        )
        return max(past, default=None)

    def _may_take(self, course: Course, enrollment: Enrollment, shared: str | None) -> bool:
        opens, closes = course.registration.opens, course.registration.closes
        return (
            course.status is CourseStatus.PUBLISHED
            and (opens is None or opens <= enrollment.enrollment_date)
            and (closes is None or enrollment.enrollment_date < closes)
            and self._records.live(course.id, enrollment.student_id) is None
            and self._has_seat(course, enrollment.pool, shared)
        )

    def _has_seat(self, course: Course, pool: str | None, shared: str | None) -> bool:
        return has_seat(course, pool, shared)

    def _answer(self, student_id: UserId | None, key: str | None) -> Answer | None:
        return self._answers.find(student_id, key) if student_id and key else None

    def _is_answered(self, record: Record) -> bool:
        return record.key is not None and (record.receipt.user_id, record.key.key) in self._records.keys

    def _remember(self, key: IdempotencyKey, record: Record) -> None:
        kept = KeptKey(fingerprint=key.fingerprint, receipt_id=record.receipt.id, created_at=record.receipt.at)
        self._records.keys.setdefault((record.receipt.user_id, key.key), kept)
