"""What staff see of the way into a course: the six figures, and plots of what they are made of."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pyramid.view import view_config

from enrollment.domain.devices import Device
from enrollment.domain.figures import by_device, figures
from enrollment.domain.measures import Count, Days, Kind
from enrollment.domain.metrics import mobile_vs_desktop, total
from enrollment.domain.timetable import date_in_words
from enrollment.domain.users import Permission
from enrollment.web.request import Request

SPAN = 30  # days, today among them
STEPS = {
    Kind.VIEW: "Course views",
    Kind.CLICK: "Enroll clicks",
    Kind.SHOWN: "Confirmations shown",
    Kind.ATTEMPT: "Attempts, programs’ included",
    Kind.SUCCESS: "Enrolled",
}
DEVICES = {Device.MOBILE: "Phone", Device.TABLET: "Tablet", Device.DESKTOP: "Computer", Device.PROGRAM: "Program"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled number, and how long its bar is, in percent of the longest there can be."""

    label: str
    number: str
    length: float


@dataclass(frozen=True, slots=True)
class DayBars:
    """The attempts of a day and those of them that succeeded, as numbers and in percent of the most on any day."""

    day: str
    attempts: int
    successes: int
    tall: float
    filled: float


@view_config(
    route_name="staff.metrics",
    request_method="GET",
    permission=Permission.READ_METRICS.value,
    renderer="enrollment.web:templates/staff_metrics.jinja2",
)
def show_metrics(context: Any, request: Request) -> dict[str, Any]:
    """Show the figures of the last days."""
    today = request.application.clock.now().astimezone(request.campus).date()
    days = Days(today - timedelta(days=SPAN - 1), today)
    counts = request.application.measures.of(days)
    by_day = _days(counts, days)
    return {
        "span": SPAN,
        "is_empty": not counts,
        "figures": figures(counts),
        "funnel": _funnel(counts),
        "days": by_day,
        "most": max(bars.attempts for bars in by_day),
        "devices": _devices(counts),
        "failures": _failures(counts),
    }


def _funnel(counts: Collection[Count]) -> Sequence[Bar]:
    numbers = {kind: total(counts, kind) for kind in STEPS}
    most = max(numbers.values()) or 1
    return [Bar(STEPS[kind], str(number), _percent(number, most)) for kind, number in numbers.items()]


def _days(counts: Collection[Count], days: Days) -> Sequence[DayBars]:
    attempts, successes = _by_day(counts, Kind.ATTEMPT), _by_day(counts, Kind.SUCCESS)
    most = max(attempts.values(), default=0) or 1
    every = [days.first + timedelta(days=n) for n in range((days.last - days.first).days + 1)]
    return [
        DayBars(
            date_in_words(day),
            attempts[day],
            successes[day],
            _percent(attempts[day], most),
            _percent(successes[day], most),
        )
        for day in every
    ]


def _by_day(counts: Collection[Count], kind: Kind) -> Counter[date]:
    times: Counter[date] = Counter()
    for one in counts:
        if one.kind is kind:
            times[one.day] += one.times
    return times


def _devices(counts: Collection[Count]) -> Sequence[tuple[Bar, str]]:
    """Return the success rate on each class of device, and what it is made of."""
    rates = mobile_vs_desktop(counts).items()
    return [
        (Bar(DEVICES[device], figure.value, round(100 * (rate or 0), 2)), figure.made_of)
        for (device, rate), figure in zip(rates, by_device(counts), strict=True)
    ]


def _failures(counts: Collection[Count]) -> Sequence[Bar]:
    """Return how often each reason was the headline of a refusal, the most frequent first."""
    times: Counter[str] = Counter()
    for one in counts:
        if one.kind is Kind.FAILURE:
            times[one.reason] += one.times
    most = max(times.values(), default=0) or 1
    return [
        Bar(reason.replace("-", " ").capitalize(), str(number), _percent(number, most))
        for reason, number in times.most_common()
    ]


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2)
