"""The product's counts against the campus's, and how long seats sat idle."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from enrollment.cli.replaying.playing import Moment
from enrollment.cli.replaying.recorded import Recorded

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """How many sat and waited in all sections as the day ended on campus."""

    ends: datetime
    enrolled: int
    waiting: int


def campus_moments(recorded: Recorded) -> Sequence[Moment]:
    """Return the campus's own moments."""
    moments = [
        (one.key, state.at, state.limit, state.enrolled, state.waiting)
        for one in recorded.sections
        for state in one.states
    ]
    return sorted(moments, key=lambda moment: moment[1])


def by_section(moments: Iterable[Moment]) -> Mapping[str, Sequence[Moment]]:
    """Return the moments of each section, in the order of time."""
    found: dict[str, list[Moment]] = defaultdict(list)
    for moment in moments:
        found[moment[0]].append(moment)
    return found


def idle_seat_hours(moments: Mapping[str, Sequence[Moment]], until: datetime) -> float:
    """Return for how long seats were free while somebody waited for them: in hours, each seat counted by itself."""
    return sum(_idle(of_section, until) for of_section in moments.values())


def daily(moments: Sequence[Moment], recorded: Recorded) -> Sequence[Day]:
    """Return how it stood at the end of each day, of moments in the order of time."""
    midnight = recorded.begins.astimezone(recorded.campus).replace(hour=0, minute=0, second=0, microsecond=0)
    days, enrolled, waiting = [], defaultdict(int), defaultdict(int)
    rest = iter(moments)
    moment = next(rest, None)
    while moment:
        midnight += A_DAY
        while moment and moment[1] < midnight:
            key, _, _, sitting, in_line = moment
            enrolled[key], waiting[key] = sitting, in_line
            moment = next(rest, None)
        days.append(Day(midnight, sum(enrolled.values()), sum(waiting.values())))
    return days


def busiest(recorded: Recorded, number: int) -> Sequence[str]:
    """Return the sections with the longest lines at the campus."""
    longest = {one.key: max(state.waiting for state in one.states) for one in recorded.sections}
    return sorted(longest, key=lambda key: (-longest[key], key))[:number]


def _idle(moments: Sequence[Moment], until: datetime) -> float:
    ends = [moment[1] for moment in moments[1:]] + [until]
    return sum(
        min(max(seats - sitting, 0), waiting) * ((end - at) / AN_HOUR)
        for (_, at, seats, sitting, waiting), end in zip(moments, ends, strict=True)
        if seats is not None
    )
