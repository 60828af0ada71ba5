"""The enrollment policies: one rule each, a pure function of an attempt, and their order."""

from collections.abc import Callable, Sequence

from enrollment.domain.attempt import Attempt
from enrollment.domain.policies.offering import (
    course_exists,
    course_is_published,
    is_not_enrolled_already,
    is_signed_in,
    registration_has_not_closed,
    registration_has_opened,
    seats_remain,
    user_may_enroll,
)
from enrollment.domain.reasons import Reason
from enrollment.domain.verdict import Met, Verdict

# A policy says what stands against the attempt, or that it applied and is met, or nothing where it asks nothing.
Policy = Callable[[Attempt], Reason | Met | None]

# The order is the order of the headline, and so of the button: what no seat could mend comes before the want of a seat.
STANDARD: Sequence[Policy] = (
    is_not_enrolled_already,
    is_signed_in,
    course_exists,
    course_is_published,
    registration_has_not_closed,
    registration_has_opened,
    user_may_enroll,
    seats_remain,
)
# Names the policies above on every receipt; it changes whenever they do.
STANDARD_VERSION = "1"


def decide(attempt: Attempt, policies: Sequence[Policy] = STANDARD) -> Verdict:
    """Put the attempt to every policy, and gather what stands against it and what is met, be it by a permit."""
    reasons: list[Reason] = []
    met: list[Met] = []
    for policy in policies:
        finding = policy(attempt)
        if isinstance(finding, Reason):
            permit = attempt.permit_for(finding.code)
            if permit is None:
                reasons.append(finding)
            else:
                met.append(Met(finding.code, permit=permit))
        elif finding is not None:
            met.append(finding)
    return Verdict(tuple(reasons), tuple(met))
