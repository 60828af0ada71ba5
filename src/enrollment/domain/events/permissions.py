"""What has happened to consent and permits."""

from dataclasses import dataclass

from enrollment.domain.events.event import Event
from enrollment.domain.identifiers import ConsentRequestId, PermitId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRequested(Event):
    """A student asked for the consent a course takes."""

    request_id: ConsentRequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDecided(Event):
    """Staff approved or declined a request; ``answer`` is what they say to the student, "" where nothing."""

    request_id: ConsentRequestId
    approved: bool
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitGranted(Event):
    """A permit became a student's: by a grant, or by a code the student brought. ``codes`` are the rules it names."""

    permit_id: PermitId
    codes: tuple[str, ...]
