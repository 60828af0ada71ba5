"""What has happened, told in the past tense and never changed afterwards."""

from collections.abc import Mapping

from enrollment.domain.events.event import Event, SeatEvent
from enrollment.domain.events.permissions import ConsentDecided, ConsentRequested, PermitGranted
from enrollment.domain.events.seats import (
    DropRefused,
    DropUndone,
    EnrollmentCancelled,
    EnrollmentDropped,
    EnrollmentRefused,
    StudentEnrolled,
)
from enrollment.domain.events.waiting import (
    OfferAccepted,
    OfferDeclined,
    OfferLapsed,
    OfferMade,
    OfferRefused,
    PlaceChanged,
    PromotionEvent,
    SeatOpened,
    StudentPromoted,
    WaitlistEvent,
    WaitlistJoined,
    WaitlistLeft,
    WaitlistRefused,
    WaitlistRemoved,
    WaitlistSkipped,
)

# The kind under which each event travels. Kinds are public: subscribers key on them.
KINDS: Mapping[str, type[Event]] = {
    "student-enrolled": StudentEnrolled,
    "enrollment-dropped": EnrollmentDropped,
    "enrollment-cancelled": EnrollmentCancelled,
    "drop-undone": DropUndone,
    "enrollment-refused": EnrollmentRefused,
    "drop-refused": DropRefused,
    "consent-requested": ConsentRequested,
    "consent-decided": ConsentDecided,
    "permit-granted": PermitGranted,
    "waitlist-joined": WaitlistJoined,
    "waitlist-refused": WaitlistRefused,
    "waitlist-left": WaitlistLeft,
    "waitlist-skipped": WaitlistSkipped,
    "waitlist-removed": WaitlistRemoved,
    "place-changed": PlaceChanged,
    "student-promoted": StudentPromoted,
    "offer-made": OfferMade,
    "offer-accepted": OfferAccepted,
    "offer-refused": OfferRefused,
    "offer-declined": OfferDeclined,
    "offer-lapsed": OfferLapsed,
    "seat-opened": SeatOpened,
}

# All but these tell of a decision that has a receipt, one each.
WITHOUT_RECEIPT = frozenset(
    {ConsentRequested, ConsentDecided, PermitGranted, WaitlistSkipped, PlaceChanged, SeatOpened}
)

__all__ = [
    "KINDS",
    "WITHOUT_RECEIPT",
    "ConsentDecided",
    "ConsentRequested",
    "DropRefused",
    "DropUndone",
    "EnrollmentCancelled",
    "EnrollmentDropped",
    "EnrollmentRefused",
    "Event",
    "OfferAccepted",
    "OfferDeclined",
    "OfferLapsed",
    "OfferMade",
    "OfferRefused",
    "PermitGranted",
    "PlaceChanged",
    "PromotionEvent",
    "SeatEvent",
    "SeatOpened",
    "StudentEnrolled",
    "StudentPromoted",
    "WaitlistEvent",
    "WaitlistJoined",
    "WaitlistLeft",
    "WaitlistRefused",
    "WaitlistRemoved",
    "WaitlistSkipped",
]
