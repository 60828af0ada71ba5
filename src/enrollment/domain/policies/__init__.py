"""The enrollment policies: one rule each, a pure function of an attempt, and their order."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from enrollment.domain.attempt import Attempt
from enrollment.domain.policies.consent import consent_is_given
from enrollment.domain.policies.linked import linked_sections_come_together, no_other_section_is_held
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
from enrollment.domain.policies.waiting import WAITING, is_not_waiting_already, may_return
from enrollment.domain.policies.windows import registration_is_open
from enrollment.domain.reasons import Reason
from enrollment.domain.rules import Rules
from enrollment.domain.verdict import Met, Verdict

__all__ = [
    "ACCEPTING",
    "JOINING",
    "OVERBOOKING",
    "PROMOTING",
    "RESTORING",
    "STANDARD",
    "STANDARD_VERSION",
    "Policy",
    "consent_is_given",
    "corequisites_are_met",
    "course_exists",
    "course_is_published",
    "decide",
    "edition_of",
    "is_not_enrolled_already",
    "is_not_waiting_already",
    "is_signed_in",
    "linked_sections_come_together",
    "may_be_repeated",
    "may_return",
    "no_other_section_is_held",
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
    is_not_waiting_already,
    is_signed_in,
    course_exists,
    course_is_published,
    registration_is_open,
    user_may_enroll,
    nothing_is_on_hold,
    may_return,
    student_is_admitted,
    prerequisites_are_met,
    corequisites_are_met,
    linked_sections_come_together,
    no_other_section_is_held,
    nothing_excludes_it,
    may_be_repeated,
    times_do_not_conflict,
    units_stay_within_limit,
    consent_is_given,
    seats_remain,
)


def _but(*left_out: Policy) -> tuple[Policy, ...]:
    return tuple(policy for policy in STANDARD if policy not in left_out)


# To stand in line asks all that enrolling does but a seat, and that there is a line to stand in.
JOINING: Sequence[Policy] = (*_but(seats_remain), *WAITING)
# Whoever waits has the seat by waiting.
PROMOTING: Sequence[Policy] = _but(is_not_waiting_already)
# The seat is there, and whoever accepts it in time has come in time.
ACCEPTING: Sequence[Policy] = _but(registration_is_open, is_not_waiting_already, seats_remain)
# Staff may let somebody in late and beyond the seats there are; what else is to be set aside takes a permit.
OVERBOOKING: Sequence[Policy] = _but(registration_is_open, seats_remain)
# Having dropped a course a moment ago does not stand against having it back; nor does what the student once had shown
# to have it: a permit is spent by then.
RESTORING: Sequence[Policy] = _but(
    may_return,
    student_is_admitted,
    prerequisites_are_met,
    may_be_repeated,
    consent_is_given,
)
# Changes whenever the policies above do.
STANDARD_VERSION = 4


def version_of(rules: Rules) -> str:
    """Return what names the policies and the data they judge by on a receipt.

    >>> version_of(Rules(edition=17))
    '4.17'
    """
    return f"{STANDARD_VERSION}.{rules.edition}"


def edition_of(version: str) -> int:
    """Return the edition of the rules that such a name tells of.

    >>> edition_of("4.17")
    17
    """
    return int(version.rpartition(".")[2])


def decide(attempt: Attempt, policies: Sequence[Policy] = STANDARD) -> Verdict:
    """Put the attempt to every policy, and gather what stands against it and what is met, be it by a permit.

    Where nothing but a seat is missing, what stands against waiting for one is among the reasons, unless one does.
    """
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
    verdict = Verdict(tuple(reasons), tuple(met))
    if not verdict.may_wait or attempt.user is None or attempt.place:
        return verdict
    return replace(verdict, reasons=verdict.reasons + tuple(reason for ask in WAITING if (reason := ask(attempt))))
