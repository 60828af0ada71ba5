"""The texts of the Hong Kong University of Science and Technology: pre-requisites, co-requisites and exclusions."""

import re

from enrollment.adapters.requirement_texts.grammar import or_prose
from enrollment.adapters.requirement_texts.phrases import PRIOR
from enrollment.domain.requirements import Requirement

# Courses of long ago have three digits: they occur in exclusions only.
_EXCLUDED = re.compile(rf"([A-Z]{{4}}) ?(\d{{3,4}}[A-Z]?){PRIOR}")


def requirement_of(text: str) -> Requirement:
    """Return what a pre-requisite or co-requisite asks for, in normal form; as prose as far as it is not understood."""
    return or_prose(text, slash_is_or=True)


def codes_of(text: str) -> frozenset[str] | None:
    """Return the courses an exclusion names; None where it says anything else as well."""
    found = [_EXCLUDED.fullmatch(" ".join(part.split())) for part in text.split(",")]
    codes = frozenset(f"{match[1]} {match[2]}" for match in found if match)
    return codes if all(found) else None
