"""What all policies say of one attempt."""

from dataclasses import dataclass, field

from enrollment.domain.permits import Permit
from enrollment.domain.reasons import CourseFull, Reason, SeatsReserved


@dataclass(frozen=True, slots=True)
class Met:
    """A rule that applied and is met. ``code`` is that of the reason it would have been.

    ``by`` names what it is met by (items passed, the pass one registers in); ``conditional`` what of it is still in
    progress, so that the answer may turn out otherwise; ``permit`` is the permit that set the rule aside.
    """

    code: str
    by: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    permit: Permit | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every reason that stands against an attempt, in the order of the policies; none means allowed.

    ``met`` are the rules that applied and were met. A receipt keeps the reasons alone.
    """

    reasons: tuple[Reason, ...] = ()
    met: tuple[Met, ...] = field(default=(), compare=False)

    @property
    def permits_used(self) -> tuple[Permit, ...]:
        """The permits without which there would be more reasons."""
        return tuple(dict.fromkeys(met.permit for met in self.met if met.permit))

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against the attempt."""
        return not self.reasons

    @property
    def may_wait(self) -> bool:
        """Whether a seat is all that is missing, so that waiting would help."""
        return bool(self.reasons) and all(isinstance(reason, CourseFull | SeatsReserved) for reason in self.reasons)

    def has(self, kind: type[Reason]) -> bool:
        """Whether a reason of that kind stands against the attempt."""
        return any(isinstance(reason, kind) for reason in self.reasons)
