"""Give a student a seat, or the reasons why not."""

from dataclasses import dataclass

from enrollment.application.answers import answered_before
from enrollment.application.decisions import is_kept, receipt_of
from enrollment.application.waitlists.newcomers import ServeWaitingFirst
from enrollment.domain.errors import CourseContended
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.policies import decide
from enrollment.domain.receipts import Receipt
from enrollment.domain.records import IdempotencyKey, Origin
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register

CLAIMS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollStudent:
    """Give a student a seat, or the reasons why not; the same key again gets the same receipt.

    Works inside the caller's transaction and never ends it. A refusal is an answer: it is kept and
    returned. Only what should not happen is raised: StudentBusy, KeyReused, CourseContended.
    """

    register: Register
    serve_waiting_first: ServeWaitingFirst
    clock: Clock

    def __call__(
        self, student_id: UserId, course_id: CourseId, *, key: IdempotencyKey | None, origin: Origin
    ) -> Receipt:
        """Decide, and keep the decision. Raises StudentBusy, KeyReused or CourseContended."""
        student = self.register.hold(student_id)  # first, so that nothing the student does can go stale below
        for _ in range(CLAIMS):
            facts = self.register.facts(course_id, student_id, key.key if key else None)
            if facts.answer:
                return answered_before(facts.answer, key)
            attempt = facts.attempt(self.clock.now(), student)
            verdict = decide(attempt)
            locked = verdict.allowed and attempt.is_behind_others
            if locked:
                [attempt] = self.serve_waiting_first([attempt], origin=origin)
                verdict = decide(attempt)
            receipt = receipt_of(attempt, verdict, student_id, course_id)
            if is_kept(self.register, attempt, receipt, key, origin, locked=locked):
                return receipt
            # Somebody was faster between the facts and the claim: decide again from fresh facts.
        raise CourseContended
