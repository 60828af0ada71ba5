"""A week as a drawing: where each meeting stands, in the units of an SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from enrollment.domain.meetings import Day
from enrollment.web.pages.timetables import Event, Timetable

WIDTH = 1000
GUTTER = 56
HEAD = 34
HOUR = 54
_WORKDAYS = tuple(Day)[:5]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A meeting, and the rectangle that stands for it."""

    event: Event
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The days with where each begins, the full hours with how far down they are, and the meetings."""

    height: int
    days: Sequence[tuple[Day, float]]
    hours: Sequence[tuple[int, int]]
    boxes: Sequence[Box]


@dataclass(frozen=True, slots=True)
class _Timed:
    """A meeting whose hours are known, in minutes of the day."""

    day: Day
    starts: int
    ends: int
    event: Event


def drawn(week: Timetable) -> Drawing | None:
    """Return the drawing of the weekly meetings whose hours are known; None where there is none."""
    timed = [one for day, events in week.week for event in events for one in _timed(day, event)]
    if not timed:
        return None
    days = [day for day in Day if day in _WORKDAYS or any(day == one.day for one in timed)]
    first = min(one.starts for one in timed) // 60
    last = -(-max(one.ends for one in timed) // 60)
    width = (WIDTH - GUTTER) / len(days)
    left = {day: round(GUTTER + place * width, 1) for place, day in enumerate(days)}
    of_days = groupby(timed, key=lambda one: one.day)
    boxes = [box for day, of_day in of_days for box in _boxes(list(of_day), left[day], width, first)]
    hours = [(hour, HEAD + (hour - first) * HOUR) for hour in range(first, last + 1)]
    return Drawing(height=HEAD + (last - first) * HOUR + 6, days=[*left.items()], hours=hours, boxes=boxes)


def _timed(day: Day, event: Event) -> Iterator[_Timed]:
    starts, ends = event.meeting.starts, event.meeting.ends
    if starts and ends and starts < ends:
        yield _Timed(day, starts.hour * 60 + starts.minute, ends.hour * 60 + ends.minute, event)


def _boxes(of_day: Sequence[_Timed], left: float, width: float, first: int) -> Iterator[Box]:
    """Yield the boxes of one day; what overlaps stands side by side."""
    for cluster in _clusters(of_day):
        columns: list[list[_Timed]] = []
        for one in cluster:
            column = next((column for column in columns if column[-1].ends <= one.starts), None)
            if column is None:
                columns.append([one])
            else:
                column.append(one)
        each = width / len(columns)
        for place, column in enumerate(columns):
            yield from (_box(one, left + place * each, each, first) for one in column)


def _box(one: _Timed, left: float, width: float, first: int) -> Box:
    top, height = HEAD + (one.starts / 60 - first) * HOUR, (one.ends - one.starts) / 60 * HOUR
    return Box(
        event=one.event,
        x=round(left + 2, 1),
        y=round(top + 1, 1),
        width=round(width - 4, 1),
        height=round(max(height - 2, 1), 1),
    )


def _clusters(of_day: Sequence[_Timed]) -> list[list[_Timed]]:
    """Return the meetings of a day, those that overlap each other, however indirectly, together."""
    clusters: list[list[_Timed]] = []
    ends = 0
    for one in sorted(of_day, key=lambda one: one.starts):
        if one.starts >= ends:
            clusters.append([])
        clusters[-1].append(one)
        ends = max(ends, one.ends)
    return clusters
