"""Why an attempt is refused. Codes are public and stable: clients and translators key on them."""

from collections.abc import Mapping

from enrollment.domain.reasons.eligibility import (
    Clash,
    ConsentRequired,
    CorequisiteMissing,
    ExcludedBy,
    GroupRestricted,
    Held,
    Lack,
    OnHold,
    PrerequisiteMissing,
    RepeatLimit,
    SeatsReserved,
    TimeConflict,
    UnitLimit,
)
from enrollment.domain.reasons.offering import (
    AlreadyEnrolled,
    AuthRequired,
    Cancelled,
    CourseFull,
    CourseNotFound,
    NotPermitted,
    NotPublished,
    RegistrationClosed,
    RegistrationNotOpen,
)
from enrollment.domain.reasons.reason import Category, Reason, Who

# Every reason there is, by its public code.
REASONS: Mapping[str, type[Reason]] = {
    kind.code: kind
    for kind in (
        AlreadyEnrolled,
        AuthRequired,
        CourseNotFound,
        NotPublished,
        Cancelled,
        RegistrationClosed,
        RegistrationNotOpen,
        NotPermitted,
        OnHold,
        GroupRestricted,
        PrerequisiteMissing,
        CorequisiteMissing,
        ExcludedBy,
        RepeatLimit,
        TimeConflict,
        UnitLimit,
        ConsentRequired,
        SeatsReserved,
        CourseFull,
    )
}

__all__ = [
    "REASONS",
    "AlreadyEnrolled",
    "AuthRequired",
    "Cancelled",
    "Category",
    "Clash",
    "ConsentRequired",
    "CorequisiteMissing",
    "CourseFull",
    "CourseNotFound",
    "ExcludedBy",
    "GroupRestricted",
    "Held",
    "Lack",
    "NotPermitted",
    "NotPublished",
    "OnHold",
    "PrerequisiteMissing",
    "Reason",
    "RegistrationClosed",
    "RegistrationNotOpen",
    "RepeatLimit",
    "SeatsReserved",
    "TimeConflict",
    "UnitLimit",
    "Who",
]
