"""The words for what stands against giving up a seat."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.domain.reasons import DropClosed, DropNeedsApproval, LastCourse, NeededBy, Reason
from enrollment.domain.wording.words import Words, instant_in_words, listed


def _closed(reason: DropClosed, campus: ZoneInfo) -> Words:
    closed = instant_in_words(reason.closed_at, campus)
    return Words(f"Courses could be dropped until {closed}.", "The registrar can tell you what is still possible.")


def _needs_approval(reason: DropNeedsApproval, campus: ZoneInfo) -> Words:
    since = instant_in_words(reason.since, campus)
    until = f"; it is possible until {instant_in_words(reason.until, campus)}" if reason.until else ""
    return Words(f"Dropping it takes a permit since {since}{until}.", "Ask the department for a permit to drop it.")


def _needed(reason: NeededBy, campus: ZoneInfo) -> Words:
    partners = listed([partner.course for partner in reason.partners])
    return Words(f"You take it together with {partners}.", f"Drop {partners} along with it, or keep them all.")


DROPPING: Mapping[type[Reason], Words | Callable[[Any, ZoneInfo], Words]] = {
    DropClosed: _closed,
    DropNeedsApproval: _needs_approval,
    LastCourse: Words(
        "It is the only course you have in this term, and one has to be kept.",
        "To leave the term as a whole, ask the registrar; to change, swap it for another course.",
    ),
    NeededBy: _needed,
}
