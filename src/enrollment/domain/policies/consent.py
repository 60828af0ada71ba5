"""The policy about consent: does somebody have to approve first."""

from enrollment.domain.attempt import Attempt
from enrollment.domain.reasons import ConsentRequired, Reason


def consent_is_given(attempt: Attempt) -> Reason | None:
    """A course that takes somebody's consent takes nobody without; the consent itself is a permit."""
    by = attempt.rules.consent_of
    if not by or attempt.user is None:
        return None
    return ConsentRequired(by=by, requested_at=attempt.consent_asked_at)
