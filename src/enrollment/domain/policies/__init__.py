"""The enrollment policies: one rule each, a pure function of an attempt, and their order."""

from collections.abc import Callable, Sequence

from enrollment.domain.attempt import Attempt
from enrollment.domain.policies.consent import consent_is_given
from enrollment.domain.policies.linked import linked_sections_come_together
from enrollment.domain.policies.offering import (
    course_exists,
    course_is_published,
    is_not_enrolled_already,
    is_signed_in,
    seats_remain,
    user_may_enroll,
)
from enrollment.domain.policies.requirements import (
    corequisites_are_met,
    may_be_repeated,
    nothing_excludes_it,
    prerequisites_are_met,
)
from enrollment.domain.policies.schedule import times_do_not_conflict, units_stay_within_limit
from enrollment.domain.policies.standing import nothing_is_on_hold, student_is_admitted
from enrollment.domain.policies.windows import registration_is_open
from enrollment.domain.reasons import Reason
from enrollment.domain.rules import Rules
from enrollment.domain.verdict import Met, Verdict

__all__ = [
    "STANDARD",
    "STANDARD_VERSION",
    "Policy",
    "consent_is_given",
    "corequisites_are_met",
    "course_exists",
    "course_is_published",
    "decide",
    "is_not_enrolled_already",
    "is_signed_in",
    "linked_sections_come_together",
    "may_be_repeated",
    "nothing_excludes_it",
    "nothing_is_on_hold",
    "prerequisites_are_met",
    "registration_is_open",
    "seats_remain",
    "student_is_admitted",
    "times_do_not_conflict",
    "units_stay_within_limit",
    "user_may_enroll",
    "version_of",
]

# A policy says what stands against the attempt, or that it applied and is met, or nothing where it asks nothing.
Policy = Callable[[Attempt], Reason | Met | None]

# The order is the order of the headline, and so of the button: what no seat could mend comes before the want of a seat.
STANDARD: Sequence[Policy] = (
    is_not_enrolled_already,
    is_signed_in,
    course_exists,
    course_is_published,
    registration_is_open,
    user_may_enroll,
    nothing_is_on_hold,
    student_is_admitted,
    prerequisites_are_met,
    corequisites_are_met,
    linked_sections_come_together,
    nothing_excludes_it,
    may_be_repeated,
    times_do_not_conflict,
    units_stay_within_limit,
    consent_is_given,
    seats_remain,
)
# Changes whenever the policies above do.
STANDARD_VERSION = 2


def version_of(rules: Rules) -> str:
    """Return what names the policies and the data they judge by on a receipt.

    >>> version_of(Rules(edition=17))
    '2.17'
    """
    return f"{STANDARD_VERSION}.{rules.edition}"


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
