"""What all policies say of one attempt."""

from dataclasses import dataclass

from enrollment.domain.reasons import CourseFull, Reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every reason that stands against an attempt, in the order of the policies; none means allowed."""

    reasons: tuple[Reason, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against the attempt."""
        return not self.reasons

    @property
    def may_wait(self) -> bool:
        """Whether a seat is all that is missing, so that waiting would help."""
        return bool(self.reasons) and all(isinstance(reason, CourseFull) for reason in self.reasons)

    def has(self, kind: type[Reason]) -> bool:
        """Whether a reason of that kind stands against the attempt."""
        return any(isinstance(reason, kind) for reason in self.reasons)
