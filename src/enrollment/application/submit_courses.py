"""Ask for several courses at once: an answer a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enrollment.application.answers import answers_in, keys_of
from enrollment.application.decisions import keep_all, receipt_of, receipts_as_one
from enrollment.application.waitlists.newcomers import ServeWaitingFirst
from enrollment.domain.attempt import Attempt
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin
from enrollment.domain.submission import Mode, judge
from enrollment.ports.clock import Clock
from enrollment.ports.plans import Plans
from enrollment.ports.register import Facts, Register

MOST_COURSES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One course of a submission and what came of it.

    ``receipt`` is None where nothing stands against the course, and it was held back for what stands against others.
    """

    course_id: CourseId
    receipt: Receipt | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitCourses:
    """Give a student seats in several courses: in all or in none of them, or in those nothing stands against.

    Works inside the caller's transaction and never ends it. The same key again gets the same receipts.
    Raises StudentBusy and KeyReused; and CourseContended when somebody was faster, with some seats taken already, so
    that the transaction has to be undone: the same again is judged by what is on record then.
    """

    register: Register
    plans: Plans
    serve_waiting_first: ServeWaitingFirst
    clock: Clock

    def __call__(
        self,
        student_id: UserId,
        course_ids: Sequence[CourseId],
        *,
        mode: Mode,
        key: IdempotencyKey | None,
        origin: Origin,
    ) -> Sequence[Line]:
        """Judge the courses, 1 to MOST_COURSES, none twice, in order of priority; return a line for each.

        Those granted leave the plan.
        """
        student = self.register.hold(student_id)
        keys = keys_of(key, course_ids)
        facts = {course_id: self._facts(course_id, student_id, keys[course_id]) for course_id in course_ids}
        if receipts := answers_in(facts.values(), key):
            return _lines(course_ids, receipts)
        at = self.clock.now()
        attempts = {course_id: found.attempt(at, student) for course_id, found in facts.items()}
        receipts = _decided(attempts, mode, student_id)
        locked = any(attempts[course_id].is_behind_others for course_id in _granted(receipts))
        if locked:
            attempts |= self._behind_others(attempts, origin)
            receipts = _decided(attempts, mode, student_id)
        keep_all(self.register, attempts, receipts, key, origin, locked=locked)
        if granted := _granted(receipts):
            self.plans.remove(student_id, granted)
        return _lines(course_ids, receipts)

    def _behind_others(self, attempts: Mapping[CourseId, Attempt], origin: Origin) -> dict[CourseId, Attempt]:
        known = [attempt for attempt in attempts.values() if attempt.course]
        served = self.serve_waiting_first(known, origin=origin)
        return {attempt.course.id: attempt for attempt in served if attempt.course}

    def _facts(self, course_id: CourseId, student_id: UserId, key: IdempotencyKey | None) -> Facts:
        return self.register.facts(course_id, student_id, key.key if key else None)


def _decided(attempts: Mapping[CourseId, Attempt], mode: Mode, student_id: UserId) -> Mapping[CourseId, Receipt]:
    """Return the receipts to keep: without those of courses held back."""
    verdicts = judge(tuple(attempts.values()), mode)
    if mode is Mode.ALL_OR_NOTHING:
        return receipts_as_one(attempts, verdicts, student_id, Action.ENROLL)
    return {
        course_id: receipt_of(attempt, verdict, student_id, course_id)
        for (course_id, attempt), verdict in zip(attempts.items(), verdicts, strict=True)
    }


def _granted(receipts: Mapping[CourseId, Receipt]) -> Sequence[CourseId]:
    return [course_id for course_id, receipt in receipts.items() if receipt.enrollment]


def _lines(course_ids: Sequence[CourseId], receipts: Mapping[CourseId, Receipt]) -> Sequence[Line]:
    return [Line(course_id=course_id, receipt=receipts.get(course_id)) for course_id in course_ids]
