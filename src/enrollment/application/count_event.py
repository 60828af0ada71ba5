"""On an event: count the attempt it tells of, exactly once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from enrollment.domain.devices import Device
from enrollment.domain.events import KINDS, EnrollmentRefused, StudentEnrolled
from enrollment.domain.measures import Kind, Measure
from enrollment.domain.messages import Message
from enrollment.ports.analytics import Analytics
from enrollment.ports.clock import Clock
from enrollment.ports.inbox import Inbox

CONSUMER = "analytics"
CONCERNS = frozenset(kind for kind, event in KINDS.items() if event in (StudentEnrolled, EnrollmentRefused))


@dataclass(frozen=True, slots=True, kw_only=True)
class CountEvent:
    """Count an attempt and what came of it, and note that its message is handled: both in the caller's transaction.

    So a message that comes twice, or to two workers at once, is counted once.
    """

    inbox: Inbox
    analytics: Analytics
    clock: Clock
    campus: ZoneInfo

    def __call__(self, message: Message) -> Sequence[Measure]:
        """Return what was counted now; nothing for a message that was handled before."""
        if not self.inbox.add(CONSUMER, message.id, self.clock.now()):
            return ()
        measures = measures_of(message, self.campus)
        self.analytics.count(measures)
        return measures


def measures_of(message: Message, campus: ZoneInfo) -> Sequence[Measure]:
    """Return the attempt the message tells of, and its outcome; nothing when it tells of none."""
    event = message.event
    match event:
        case StudentEnrolled():
            outcome, reason = Kind.SUCCESS, ""
        case EnrollmentRefused():
            outcome, reason = Kind.FAILURE, event.codes[0]
        case _:
            return ()
    attempt = Measure(
        kind=Kind.ATTEMPT,
        device=event.device or Device.DESKTOP,  # nobody told, as messages of the first version do not
        day=event.at.astimezone(campus).date(),
        at=event.at,
        duration_ms=event.duration_ms,
        message_id=message.id,
    )
    return attempt, replace(attempt, kind=outcome, reason=reason)
