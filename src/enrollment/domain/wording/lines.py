"""How a waitlist moves, in words."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from enrollment.domain.wording.words import instant_in_words, listed, number


def line_in_words(rule: WaitlistRule, campus: ZoneInfo) -> str:
    """Return what becomes of a seat that comes free, and how long one may wait.

    >>> line_in_words(WaitlistRule(promotion=Promotion.BATCH), ZoneInfo("America/Los_Angeles"))
    'Seats that come free are given to those in line each day at 22:00 (America/Los_Angeles).'
    """
    sentences = [_moves(rule, campus)]
    if rule.closes_at:
        sentences.append(f"The waitlist is over on {instant_in_words(rule.closes_at, campus)}.")
    return " ".join(sentences)


def how_many_wait(waiting: int, rule: WaitlistRule) -> str:
    """Return how many wait, and may.

    >>> how_many_wait(1, WaitlistRule()), how_many_wait(0, WaitlistRule(capacity=20))
    ('1 student waits', 'Nobody waits, 20 may')
    """
    those = {0: "Nobody waits", 1: "1 student waits"}.get(waiting, f"{waiting} students wait")
    return f"{those}, {rule.capacity} may" if rule.capacity else those


def _moves(rule: WaitlistRule, campus: ZoneInfo) -> str:
    match rule.promotion:
        case Promotion.ENROLL:
            return "When a seat comes free, the first in line who can take it is enrolled at once."
        case Promotion.OFFER:
            hours = "an hour" if rule.offer_hours == 1 else f"{number(rule.offer_hours)} hours"
            quiet = f" ({_clock(rule.quiet.begins)} to {_clock(rule.quiet.ends)} not counted)" if rule.quiet else ""
            return f"When a seat comes free, the first in line who can take it has {hours}{quiet} to accept it."
        case Promotion.BATCH:
            at = listed([_clock(clock) for clock in sorted(rule.batch_at)])
            return f"Seats that come free are given to those in line each day at {at} ({campus.key})."


def _clock(clock: time) -> str:
    return f"{clock:%H:%M}"


def ends_as(status: str, until: datetime | None, campus: ZoneInfo) -> str:
    """Return how a drop ends, and until when it ends so."""
    how = "stays on your record as a withdrawal (W)" if status == "withdrawn" else "leaves no trace on your record"
    return f"Dropped now, the course {how}{f'; that is so until {instant_in_words(until, campus)}' if until else ''}."
