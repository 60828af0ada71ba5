"""What a permit can set aside, in words for whoever grants it."""

from collections.abc import Mapping

# By the code of the reason that then no longer stands against the student, in the order in which one is asked.
SETS_ASIDE: Mapping[str, str] = {
    "consent-required": "Consent",
    "prerequisite-missing": "The prerequisite",
    "corequisite-missing": "The corequisite",
    "group-restricted": "Being one of those the course is for",
    "seats-reserved": "Seats kept for others",
    "time-conflict": "Meeting at the same time as another course",
    "other-section-held": "Another section of the same course",
    "excluded-by": "Courses that rule this one out",
    "repeat-limit": "How often it may be taken",
    "dropped-before": "Having dropped it before",
    "drop-needs-approval": "The deadline for dropping it",
}
