"""Meetings as the catalog file writes them: ``KIND,DAYS,HH:MM - HH:MM,ROOM``, joined by ``|``."""

import re
from datetime import date, time

from enrollment.domain.meetings import Day, Meeting

_KIND = re.compile(r"[A-Z][A-Z0-9]{0,9}")
_DAY = re.compile("Tu|Th|Sa|Su|M|W|F")
_DAYS = re.compile(f"(?:{_DAY.pattern})+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIMES = re.compile(r"(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)")
_TO_BE_ANNOUNCED = re.compile(r"(?:(?:TBA|N/A)\s*)*", re.IGNORECASE)
MOST = 60


def meetings(cell: str) -> tuple[Meeting, ...]:
    """Return the meetings in the cell. Raises ValueError, naming every fault of every meeting.

    >>> meetings("LE,TuTh,9:30 - 10:50,HALL 1")[0].starts
    datetime.time(9, 30)
    """
    texts = [text.strip() for text in cell.split("|")] if cell else []
    if len(texts) > MOST:
        raise ValueError(f"are {len(texts)}, more than {MOST}")
    found: list[Meeting] = []
    faults: list[str] = []
    for text in texts:
        try:
            found.append(_meeting(text))
        except ValueError as fault:
            faults.append(f"{text[:60]!r} {fault}")
    if faults:
        raise ValueError("; ".join(faults))
    return tuple(found)


def _meeting(text: str) -> Meeting:
    """Return the meeting, or raise ValueError with all that is wrong with it."""
    parts = [part.strip() for part in text.split(",", 3)]
    if len(parts) != 4:
        raise ValueError("is not KIND,DAYS,HH:MM - HH:MM,ROOM")
    kind, days, times, room = parts
    faults: list[str] = []
    if not _KIND.fullmatch(kind):
        faults.append("has no kind such as LE or DI")
    is_dated = _DATE.fullmatch(days)
    on = _date(days, faults) if is_dated else None
    weekly = () if is_dated else _days(days, faults)
    starts, ends = _times(times, faults, is_known=bool(weekly or on))
    if faults:
        raise ValueError(", ".join(faults))
    return Meeting(
        kind=kind,
        days=weekly,
        on=on,
        starts=starts,
        ends=ends,
        room=None if _TO_BE_ANNOUNCED.fullmatch(room) else " ".join(room.split()),
    )


def _date(text: str, faults: list[str]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.append("has a date that is none")
        return None


def _days(text: str, faults: list[str]) -> tuple[Day, ...]:
    if _TO_BE_ANNOUNCED.fullmatch(text):
        return ()
    together = text.replace(" ", "")
    days = tuple(Day(day) for day in _DAY.findall(together))
    if not _DAYS.fullmatch(together):
        faults.append("has days other than M Tu W Th F Sa Su, a date, or TBA")
    elif len(set(days)) < len(days):
        faults.append("has the same day twice")
    return days


def _times(text: str, faults: list[str], *, is_known: bool) -> tuple[time | None, time | None]:
    """Return when the meeting begins and ends; neither where that is yet to be announced."""
    if _TO_BE_ANNOUNCED.fullmatch(text):
        return None, None
    parts = _TIMES.fullmatch(text)
    try:
        if parts is None:
            raise ValueError
        hours = [int(number) for number in parts.groups()]
        starts, ends = time(hours[0], hours[1]), time(hours[2], hours[3])
    except ValueError:
        faults.append("has no times such as 09:00 - 09:50, or TBA")
        return None, None
    if starts == ends == time.min and not is_known:
        return None, None  # how the registrar's system writes "at no time yet"
    if ends <= starts:
        faults.append("ends before it starts")
    return starts, ends
