"""Meetings as a course keeps them: read by hand, since they cost more than all else in its row."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import lru_cache
from typing import Any

from enrollment.domain.meetings import Day, Meeting

_DAYS: Mapping[str, Day] = {day.value: day for day in Day}


@lru_cache(maxsize=2048)
def meetings_in(text: str) -> tuple[Meeting, ...]:
    """Return the meetings in the text of the column, read once for as long as they stay the same."""
    return read_meetings(json.loads(text))


def read_meetings(plain: Iterable[Mapping[str, Any]]) -> tuple[Meeting, ...]:
    """Return the meetings in the value of the column."""
    return tuple(_meeting(**meeting) for meeting in plain)


def _meeting(
    *,
    kind: str,
    days: Iterable[str] = (),
    on: str | None = None,
    starts: str | None = None,
    ends: str | None = None,
    room: str | None = None,
    starts_on: str | None = None,
    ends_on: str | None = None,
    **_: Any,
) -> Meeting:
    return Meeting(
        kind=kind,
        days=tuple([_DAYS[day] for day in days]),
        on=_date(on),
        starts=_time(starts),
        ends=_time(ends),
        room=room,
        starts_on=_date(starts_on),
        ends_on=_date(ends_on),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
