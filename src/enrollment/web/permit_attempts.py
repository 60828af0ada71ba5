"""Bringing a permit code, bounded: few wrong ones an account, and not too many an address, since codes are guessed."""

from typing import Any

from limits import RateLimitItemPerMinute

from enrollment.domain.identifiers import CourseId
from enrollment.domain.permits import Permit
from enrollment.web.limits import Policy, peer_of
from enrollment.web.request import Request

BY_ACCOUNT = Policy("wrong-permit-codes", RateLimitItemPerMinute(10, 5))
# A whole campus may come from one address.
BY_ADDRESS = Policy("wrong-permit-codes-of-an-address", RateLimitItemPerMinute(200, 5))
WRONG = "This code cannot be used here. Check it letter by letter, or ask whoever gave it to you."


def redeemed(request: Request, course_id: CourseId, code: str) -> Permit | None:
    """Return the permit that is the student's now; None for a code that is no use, whyever.

    Raises Unacceptable after too many of those, and what RedeemPermit raises.
    """
    assert request.identity is not None
    counts: Any = request.registry.limits
    counted = ((BY_ACCOUNT, str(request.identity.id)), (BY_ADDRESS, peer_of(request)))
    for policy, who in counted:
        counts.check(policy, who)
    permit = request.application.redeem_permit(request.identity.id, course_id, code, origin=request.origin)
    if permit is None:
        for policy, who in counted:
            counts.allows(policy, who)
    return permit
