"""A rule that applies and is met, in words."""

from collections.abc import Mapping

from enrollment.domain.verdict import Met
from enrollment.domain.wording.words import listed

# What is said of each by its code; what it is met by comes after it.
MET: Mapping[str, str] = {
    "corequisite-missing": "You meet the corequisite",
    "excluded-by": "No course of yours rules this one out",
    "group-restricted": "You are among those this course is for",
    "other-section-held": "You take one section of each kind",
    "prerequisite-missing": "You meet the prerequisite",
    "registration-not-open": "It is your time to register",
    "repeat-limit": "You may take this course again",
    "seats-reserved": "A free seat is kept for you",
    "time-conflict": "It meets when none of your other courses does",
    "unit-limit": "You stay within the most units",
}
# What is said instead where a permit sets the rule aside; who gave it comes after it.
PERMITTED: Mapping[str, str] = {
    "consent-required": "You have the consent it takes",
    "drop-needs-approval": "You may drop it although the deadline is over",
    "dropped-before": "You may come back although you have dropped it",
    "corequisite-missing": "You may enroll without the corequisite",
    "excluded-by": "You may enroll although other courses of yours rule this one out",
    "group-restricted": "You may enroll although this course is for others",
    "other-section-held": "You may enroll although you take another section of this course",
    "prerequisite-missing": "You may enroll without the prerequisite",
    "repeat-limit": "You may take this course once more",
    "seats-reserved": "You may take a seat that is kept for others",
    "time-conflict": "You may enroll although it meets at the same time as another course of yours",
}


def met_in_words(met: Met) -> str:
    """Return the rule that is met as a sentence.

    >>> met_in_words(Met("prerequisite-missing", by=("MATH 20A", "MATH 20B")))
    'You meet the prerequisite: MATH 20A and MATH 20B.'
    >>> met_in_words(Met("prerequisite-missing", conditional=("MATH 20A",)))
    'You meet the prerequisite if you pass MATH 20A, which is in progress.'
    """
    if met.permit:
        return f"{PERMITTED[met.code]}, by permit of {met.permit.granted_by}."
    passed = [item for item in met.by if item not in met.conditional]
    by = f": {listed(passed)}{',' if met.conditional else ''}" if passed else ""
    return f"{MET[met.code]}{by}{_condition(met.conditional)}."


def _condition(in_progress: tuple[str, ...]) -> str:
    if not in_progress:
        return ""
    return f" if you pass {listed(in_progress)}, which {'is' if len(in_progress) == 1 else 'are'} in progress"
