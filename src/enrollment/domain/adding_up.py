"""Whether what was measured adds up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from enrollment.domain.measures import Count, Kind
from enrollment.domain.metrics import total


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """The attempts of some days at one instant: as measured, as receipts have them, and those still on their way.

    On its way is what the outbox has not sent yet, or has just sent; not what nobody could handle.
    """

    measured: int
    receipts: int
    on_the_way: int


@dataclass(frozen=True, slots=True)
class Check:
    """Something that has to be so, whether it is, and the numbers."""

    name: str
    holds: bool
    said: str


def checks(counts: Collection[Count], attempts: Attempts) -> Sequence[Check]:
    """Check counts and attempts of the same days."""
    answered = {kind: total(counts, kind) for kind in (Kind.ATTEMPT, Kind.SUCCESS, Kind.FAILURE)}
    shown, cancelled = total(counts, Kind.SHOWN), total(counts, Kind.CANCELLED)
    below = [one for one in counts if one.times < 0]
    return [
        Check(
            "every attempt succeeded or failed",
            answered[Kind.ATTEMPT] == answered[Kind.SUCCESS] + answered[Kind.FAILURE],
            f"{answered[Kind.ATTEMPT]} = {answered[Kind.SUCCESS]} + {answered[Kind.FAILURE]}",
        ),
        Check("only what was shown was cancelled", cancelled <= shown, f"{cancelled} of {shown}"),
        Check("nothing happened less than never", not below, f"{len(below)} below 0"),
        Check(
            "every attempt has its receipt",
            attempts.measured + attempts.on_the_way == attempts.receipts,
            _attempts_in_words(attempts),
        ),
    ]


def _attempts_in_words(attempts: Attempts) -> str:
    waiting = f", {attempts.on_the_way} more still on the way" if attempts.on_the_way else ""
    return f"{attempts.measured} measured{waiting}, {attempts.receipts} receipts"
