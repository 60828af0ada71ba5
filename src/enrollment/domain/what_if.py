"""An attempt as it would be at another instant."""

from dataclasses import replace

from enrollment.domain.attempt import Attempt
from enrollment.domain.policies.windows import registration_is_open
from enrollment.domain.reasons import RegistrationNotOpen


def when_it_opens(attempt: Attempt) -> Attempt:
    """Return the attempt at the instant at which registration opens for the student.

    It stays as it is where registration is open, is over, or is known to open at no instant.
    """
    finding = registration_is_open(attempt)
    opens = finding.opens if isinstance(finding, RegistrationNotOpen) else None
    return replace(attempt, at=opens) if opens else attempt
