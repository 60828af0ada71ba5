"""Each reason in words: what stands in the way, and what would change it. Every rendering uses these."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.domain.reasons import Reason
from enrollment.domain.wording.dropping import DROPPING
from enrollment.domain.wording.eligibility import ELIGIBILITY
from enrollment.domain.wording.met import met_in_words
from enrollment.domain.wording.offering import OFFERING
from enrollment.domain.wording.sections import SECTIONS
from enrollment.domain.wording.waiting import WAITING
from enrollment.domain.wording.words import Words, instant_in_words

__all__ = ["WORDS", "Words", "in_words", "instant_in_words", "met_in_words"]

WORDS: Mapping[type[Reason], Words | Callable[[Any, ZoneInfo], Words]] = {
    **OFFERING,
    **ELIGIBILITY,
    **WAITING,
    **DROPPING,
    **SECTIONS,
}


def in_words(reason: Reason, campus: ZoneInfo) -> Words:
    """Return the reason in English, instants on the campus clock with their zone."""
    words = WORDS[type(reason)]
    return words if isinstance(words, Words) else words(reason, campus)
