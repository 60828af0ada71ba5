"""For how long a seat is kept for whom it is offered to, and when seats are given in a batch."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from enrollment.domain.waitlist_rules import QuietHours, WaitlistRule

_A_DAY = timedelta(days=1)


def offer_expires(rule: WaitlistRule, at: datetime, closes: datetime | None, campus: ZoneInfo) -> datetime:
    """Return the first instant at which an offer made then can no longer be accepted, in UTC.

    Quiet hours are not counted. An offer never outlasts registration: it expires as that ``closes`` at the latest.

    >>> rule = WaitlistRule(offer_hours=2, quiet=QuietHours(time(22), time(7)))
    >>> at = datetime.fromisoformat("2026-03-02T21:00-08:00")
    >>> offer_expires(rule, at, None, ZoneInfo("America/Los_Angeles")).isoformat()
    '2026-03-03T16:00:00+00:00'
    """
    left, now = timedelta(hours=rule.offer_hours), at.astimezone(UTC)
    for begins, ends in _quiet_from(rule.quiet, now, campus) if rule.quiet else ():
        loud = max(begins - now, timedelta())
        if left <= loud:
            break
        left, now = left - loud, max(now, ends)
    return min(now + left, closes.astimezone(UTC)) if closes else now + left


def next_batch(rule: WaitlistRule, at: datetime, campus: ZoneInfo) -> datetime:
    """Return the first instant after that one at which seats are given in a batch, in UTC.

    >>> at = datetime.fromisoformat("2026-03-02T22:00-08:00")
    >>> next_batch(WaitlistRule(), at, ZoneInfo("America/Los_Angeles")).isoformat()
    '2026-03-04T06:00:00+00:00'
    """
    today = at.astimezone(campus).date()
    days = (today + number * _A_DAY for number in range(3))
    return min(instant for day in days for clock in rule.batch_at if (instant := _at(day, clock, campus)) > at)


def _quiet_from(quiet: QuietHours, at: datetime, campus: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Yield the quiet hours that are not over at that instant, day after day, for as long as anybody asks."""
    day = at.astimezone(campus).date() - _A_DAY
    while True:
        last = day if quiet.begins < quiet.ends else day + _A_DAY
        begins, ends = _at(day, quiet.begins, campus), _at(last, quiet.ends, campus)
        if ends > at:
            yield begins, ends
        day += _A_DAY


def _at(day: date, clock: time, campus: ZoneInfo) -> datetime:
    """Return the instant at which the clock on campus shows that; in the hour it skips, as much later as it skips."""
    return datetime.combine(day, clock, tzinfo=campus).astimezone(UTC)
