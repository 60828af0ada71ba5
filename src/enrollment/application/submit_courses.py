"""Ask for several courses at once: an answer a line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from enrollment.application.answers import answered_before
from enrollment.application.decisions import is_kept, receipt_of
from enrollment.domain.attempt import Attempt
from enrollment.domain.errors import CourseContended
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.receipts import Receipt
from enrollment.domain.records import IdempotencyKey, Origin
from enrollment.domain.seats import shared_by
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
        keys = _keys(key, course_ids)
        facts = {course_id: self._facts(course_id, student_id, keys[course_id]) for course_id in course_ids}
        if receipts := _answered(facts.values(), key):
            return _lines(course_ids, receipts)
        at = self.clock.now()
        attempts = {course_id: found.attempt(at, student) for course_id, found in facts.items()}
        receipts = _decided(attempts, mode, student_id)
        keys = _keys(key, tuple(receipts))
        # In the same order as every submission does, so that none waits for another in a ring.
        for course_id in sorted(receipts, key=lambda course_id: (shared_by(facts[course_id].course) or "", course_id)):
            if not is_kept(self.register, attempts[course_id], receipts[course_id], keys[course_id], origin):
                raise CourseContended
        if granted := [course_id for course_id, receipt in receipts.items() if receipt.enrollment]:
            self.plans.remove(student_id, granted)
        return _lines(course_ids, receipts)

    def _facts(self, course_id: CourseId, student_id: UserId, key: IdempotencyKey | None) -> Facts:
        return self.register.facts(course_id, student_id, key.key if key else None)


def _decided(attempts: Mapping[CourseId, Attempt], mode: Mode, student_id: UserId) -> Mapping[CourseId, Receipt]:
    """Return the receipts to keep: without those of courses held back."""
    verdicts = judge(tuple(attempts.values()), mode)
    receipts = {
        course_id: receipt_of(attempt, verdict, student_id, course_id)
        for (course_id, attempt), verdict in zip(attempts.items(), verdicts, strict=True)
    }
    if mode is Mode.BEST_EFFORT or all(verdict.allowed for verdict in verdicts):
        return receipts
    return {course_id: receipt for course_id, receipt in receipts.items() if receipt.enrollment is None}


def _keys(key: IdempotencyKey | None, course_ids: Sequence[CourseId]) -> Mapping[CourseId, IdempotencyKey | None]:
    """Return the key each line's own receipt is the answer to.

    The first that is kept has the key of the whole, which so is known to have been used; one made of it each other.
    """
    return {
        course_id: key if key is None or place == 0 else replace(key, key=_made_of(key, course_id))
        for place, course_id in enumerate(course_ids)
    }


def _made_of(key: IdempotencyKey, course_id: CourseId) -> str:
    return sha256(f"{key.key}\n{course_id}".encode()).hexdigest()


def _answered(facts: Iterable[Facts], key: IdempotencyKey | None) -> Mapping[CourseId, Receipt]:
    receipts = [answered_before(found.answer, key) for found in facts if found.answer]
    return {receipt.course_id: receipt for receipt in receipts}


def _lines(course_ids: Sequence[CourseId], receipts: Mapping[CourseId, Receipt]) -> Sequence[Line]:
    return [Line(course_id=course_id, receipt=receipts.get(course_id)) for course_id in course_ids]
