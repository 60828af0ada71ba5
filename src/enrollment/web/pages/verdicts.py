"""A verdict as pages tell it: what stands against an attempt, what only a person can judge, and what is met."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.identifiers import CourseId
from enrollment.domain.permits import PERMITTABLE
from enrollment.domain.reasons import (
    AlreadyEnrolled,
    AlreadyWaiting,
    AuthRequired,
    ConsentRequired,
    ExcludedBy,
    OnHold,
    Reason,
    SeatOffered,
    Who,
)
from enrollment.domain.verdict import Met, Verdict
from enrollment.domain.wording import in_words, instant_in_words, met_in_words
from enrollment.domain.wording.words import listed
from enrollment.web.addresses import addresses_of
from enrollment.web.pages.remedies import Link, links_for
from enrollment.web.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReason:
    """A reason in words: ``who`` can change it, "" where that is plain, and ``when`` it changes by itself."""

    code: str
    category: str
    is_unknown: bool
    message: str
    remedy: str
    who: str
    changes_at: datetime | None
    when: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldVerdict:
    """What stands against the attempt comes first, then what a person has to decide; ``met`` is for whoever asks."""

    allowed: bool
    reasons: Sequence[ToldReason]
    met: Sequence[tuple[Met, str]]

    @property
    def conditional(self) -> int:
        """How much of what is met may turn out otherwise."""
        return sum(bool(met.conditional) for met, _ in self.met)

    @property
    def may_be_permitted(self) -> bool:
        """Whether a permit or consent would help."""
        return any(reason.code in PERMITTABLE for reason in self.reasons)


def told(
    verdict: Verdict,
    course_id: CourseId,
    request: Request,
    *,
    planned: Collection[CourseId] = (),
    given_up: Collection[CourseId] = (),
) -> ToldVerdict:
    """Return the verdict on that course in words.

    ``planned`` are the courses asked for together with it, and ``given_up`` those whose seats would be given for it.
    """
    reasons = [_told(reason, course_id, request, planned, given_up) for reason in verdict.reasons]
    return ToldVerdict(
        allowed=verdict.allowed,
        reasons=sorted(reasons, key=lambda reason: reason.is_unknown),
        met=sorted(((met, met_in_words(met)) for met in verdict.met), key=lambda one: bool(one[0].conditional)),
    )


def _told(
    reason: Reason,
    course_id: CourseId,
    request: Request,
    planned: Collection[CourseId],
    given_up: Collection[CourseId],
) -> ToldReason:
    words = in_words(reason, request.campus)
    changes_at = reason.changes_at
    return ToldReason(
        code=reason.code,
        category=reason.category,
        is_unknown=reason.is_unknown,
        message=words.message,
        remedy=words.remedy,
        who=_who(reason),
        changes_at=changes_at,
        when=instant_in_words(changes_at, request.campus) if changes_at else "",
        links=links_for(reason, course_id, addresses_of(request), planned, given_up),
    )


def _who(reason: Reason) -> str:
    match reason:
        case AuthRequired() | AlreadyEnrolled() | AlreadyWaiting() | SeatOffered():
            return ""
        case OnHold(holds=holds):
            return listed(sorted({hold.owner for hold in holds}))
        case ConsentRequired(by=by):
            return f"the {by}"
        case ExcludedBy(passed=()):
            return "you"
        case Reason(is_unknown=True):
            return "the department"
        case Reason(who=Who.YOU):
            return "you"
        case Reason(who=Who.NOBODY, changes_at=changes_at):
            return "nobody; it changes by itself" if changes_at else "nobody"
    return "the department" if reason.code in PERMITTABLE else "the registrar"
