"""What a student can do about a course that takes consent, or where a permit would help: ask, or bring a code."""

from collections.abc import Sequence
from dataclasses import dataclass

from enrollment.application.preview_enrollment import Preview
from enrollment.domain.permits import PERMITTABLE, Permit
from enrollment.domain.reasons import AlreadyEnrolled, ConsentRequired
from enrollment.domain.users import Permission
from enrollment.ports.consent_requests import ConsentRequest
from enrollment.web.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Which forms a student is shown: to ask for ``consent``, and for a ``code``.

    ``asked`` is the request that waits, or the one that was declined last. ``permits`` set rules aside already.
    """

    consent: ConsentRequired | None = None
    asked: ConsentRequest | None = None
    code: bool = False
    permits: Sequence[Permit] = ()


def way_of(request: Request, preview: Preview) -> Way:
    """Return which forms the viewer is shown about the course."""
    user, verdict = request.identity, preview.verdict
    if user is None or not user.may(Permission.ENROLL) or verdict.has(AlreadyEnrolled):
        return Way()
    consent = next((reason for reason in verdict.reasons if isinstance(reason, ConsentRequired)), None)
    requests = request.application.consent_requests
    return Way(
        consent=consent,
        asked=requests.latest(user.id, preview.course.id) if consent else None,
        code=any(reason.code in PERMITTABLE for reason in verdict.reasons),
        permits=verdict.permits_used,
    )
