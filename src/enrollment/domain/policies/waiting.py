"""Policies about waiting for a seat: is one in line already, and may one stand in it."""

from collections.abc import Callable, Sequence

from enrollment.domain.attempt import Attempt
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
from enrollment.domain.units import least_units
from enrollment.domain.waitlist import Place


def is_not_waiting_already(attempt: Attempt) -> Reason | None:
    """Whoever waits gets the seat by waiting, and whoever is offered one by accepting it."""
    match attempt.place:
        case Place(expires_at=None, entry_id=entry_id, position=position):
            return AlreadyWaiting(entry_id=entry_id, position=position or 0)
        case Place(expires_at=expires_at, entry_id=entry_id) if expires_at and attempt.at < expires_at:
            return SeatOffered(entry_id=entry_id, expires_at=expires_at)
        case Place(expires_at=expires_at) if expires_at:
            return OfferExpired(expired_at=expires_at)
    return None


def may_return(attempt: Attempt) -> Reason | None:
    """Whoever has dropped the course comes back only where the rules let them."""
    if attempt.dropped_at is None or attempt.rules.may_return or attempt.user is None:
        return None
    return DroppedBefore(dropped_at=attempt.dropped_at)


def waitlist_is_open(attempt: Attempt) -> Reason | None:
    """The course has a waitlist, and that is not over."""
    rule = attempt.rules.waitlist
    if rule.capacity == 0:
        return WaitlistClosed()
    if rule.closes_at is not None and attempt.at >= rule.closes_at:
        return WaitlistClosed(closed_at=rule.closes_at)
    return None


def waitlist_has_room(attempt: Attempt) -> Reason | None:
    """No more wait than may."""
    capacity, course = attempt.rules.waitlist.capacity, attempt.course
    if not capacity or course is None or course.waiting < capacity:
        return None
    return WaitlistFull(capacity=capacity, waiting=course.waiting)


def waits_for_no_more_than_may_be(attempt: Attempt) -> Reason | None:
    """A student waits for no more courses, and units, of a term than the limits allow."""
    limits, course = attempt.rules.waiting_limits, attempt.course
    if course is None or (limits.most_entries is None and limits.most_units is None):
        return None
    others = [other for other in attempt.waiting_for if other.term == course.term]
    asked = [course, *(other for other in attempt.together if other.term == course.term)]
    units = round(sum(least_units(other.units) for other in (*others, *asked)), 2)
    is_too_many = limits.most_entries is not None and len(others) + len(asked) > limits.most_entries
    is_too_much = limits.most_units is not None and units > limits.most_units
    if not is_too_many and not is_too_much:
        return None
    return WaitingLimit(
        entries=len(others),
        asked=len(asked),
        most_entries=limits.most_entries,
        units=units,
        most_units=limits.most_units,
    )


# What is asked of whoever would wait, besides all that is asked of whoever enrolls.
WAITING: Sequence[Callable[[Attempt], Reason | None]] = (
    waitlist_is_open,
    waitlist_has_room,
    waits_for_no_more_than_may_be,
)
