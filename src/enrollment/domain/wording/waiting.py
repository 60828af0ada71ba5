"""The words for what stands against an attempt because of the line for a seat."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.domain.reasons import (
    AlreadyWaiting,
    DroppedBefore,
    OfferExpired,
    Reason,
    SeatOffered,
    WaitingLimit,
    WaitlistClosed,
    WaitlistFull,
)
from enrollment.domain.wording.words import Words, instant_in_words, number


def _offered(reason: SeatOffered, campus: ZoneInfo) -> Words:
    until = instant_in_words(reason.expires_at, campus)
    return Words(f"A seat is kept for you until {until}.", "Accept it before then, or decline it for the next in line.")


def _waiting(reason: AlreadyWaiting, campus: ZoneInfo) -> Words:
    place = "next in line" if reason.position == 1 else f"number {reason.position} in line"
    return Words(f"You are {place} for a seat.", "You need not do anything: the seat comes to you.")


def _closed(reason: WaitlistClosed, campus: ZoneInfo) -> Words:
    remedy = "Choose another section, or come back when somebody drops."
    if reason.closed_at:
        return Words(f"The waitlist was closed on {instant_in_words(reason.closed_at, campus)}.", remedy)
    return Words("This course has no waitlist.", remedy)


def _full(reason: WaitlistFull, campus: ZoneInfo) -> Words:
    return Words(
        f"The waitlist is full: {reason.waiting} of {reason.capacity} wait.",
        "Choose another section, or come back when somebody has left the waitlist.",
    )


def _limit(reason: WaitingLimit, campus: ZoneInfo) -> Words:
    remedy = "Leave another waitlist first."
    if reason.most_entries is not None and reason.entries >= reason.most_entries:
        courses = "one course" if reason.entries == 1 else f"{reason.entries} courses"
        return Words(f"You wait for {courses} of the term, as many as you may.", remedy)
    if reason.most_entries is not None and reason.entries + reason.asked > reason.most_entries:
        would = reason.entries + reason.asked
        return Words(f"You would wait for {would} courses of the term; the most is {reason.most_entries}.", remedy)
    most = number(reason.most_units or 0)
    return Words(f"You would wait for {number(reason.units)} units of the term; the most is {most}.", remedy)


def _expired(reason: OfferExpired, campus: ZoneInfo) -> Words:
    at = instant_in_words(reason.expired_at, campus)
    return Words(f"The seat was kept for you until {at}.", "Join the waitlist again if you still want it.")


def _dropped(reason: DroppedBefore, campus: ZoneInfo) -> Words:
    at = instant_in_words(reason.dropped_at, campus)
    return Words(
        f"You dropped this course on {at}, and whoever drops it does not come back.",
        "Ask the department for a permit.",
    )


WAITING: Mapping[type[Reason], Words | Callable[[Any, ZoneInfo], Words]] = {
    SeatOffered: _offered,
    AlreadyWaiting: _waiting,
    WaitlistClosed: _closed,
    WaitlistFull: _full,
    WaitingLimit: _limit,
    OfferExpired: _expired,
    DroppedBefore: _dropped,
}
