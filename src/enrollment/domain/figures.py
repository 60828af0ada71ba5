"""The six figures in words, each with the counts it is made of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from enrollment.domain.devices import Device
from enrollment.domain.measures import UNTIMED, Count, Kind
from enrollment.domain.metrics import (
    Times,
    abandonment_rate,
    conversion_rate,
    error_rate,
    mobile_vs_desktop,
    success_rate,
    time_to_enroll,
    total,
)

NOTHING = "–"  # where there is nothing to divide by


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: what it is called, its value, and what it is made of."""

    name: str
    value: str
    made_of: str


def figures(counts: Collection[Count]) -> Sequence[Figure]:
    """Return the six, in the order of the user's document."""
    n = {kind: total(counts, kind) for kind in Kind}
    timed = sum(one.times for one in counts if one.kind is Kind.SUCCESS and one.up_to_ms != UNTIMED)
    attempts = f"of {_many(n[Kind.ATTEMPT], 'attempt')}"
    return [
        Figure(
            "Conversion rate",
            percent(conversion_rate(counts)),
            f"{_many(n[Kind.CLICK], 'enroll click')} per {_many(n[Kind.VIEW], 'course view')}",
        ),
        Figure("Success rate", percent(success_rate(counts)), f"{n[Kind.SUCCESS]} {attempts}"),
        Figure("Error rate", percent(error_rate(counts)), f"{n[Kind.FAILURE]} {attempts}"),
        _time(time_to_enroll(counts), f"{timed} of {n[Kind.SUCCESS]} timed"),
        Figure(
            "Abandonment rate",
            percent(abandonment_rate(counts)),
            f"{n[Kind.CANCELLED]} cancelled of {_many(n[Kind.SHOWN], 'confirmation')} shown",
        ),
        _compared(by_device(counts)),
    ]


def by_device(counts: Collection[Count]) -> Sequence[Figure]:
    """Return the success rate on each class of device."""
    return [
        Figure(
            device.value,
            percent(share),
            f"{total(counts, Kind.SUCCESS, device)} of {_many(total(counts, Kind.ATTEMPT, device), 'attempt')}",
        )
        for device, share in mobile_vs_desktop(counts).items()
    ]


def percent(share: float | None) -> str:
    """Return the share in percent, with one decimal.

    >>> percent(0.4567), percent(None)
    ('45.7 %', '–')
    """
    return NOTHING if share is None else f"{share:.1%}".replace("%", " %")


def duration(milliseconds: int) -> str:
    """Return the time as people say it.

    >>> duration(4_249), duration(60_000), duration(754_000)
    ('4.2 s', '1 min', '12 min 34 s')
    """
    if milliseconds < 60_000:
        return f"{milliseconds / 1000:.1f} s"
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def _time(times: Times | None, timed: str) -> Figure:
    """The median is the value: what one student in two stays below."""
    if times is None:
        return Figure("Time to enroll", NOTHING, timed)
    return Figure("Time to enroll", duration(times.median_ms), f"19 of 20 within {duration(times.p95_ms)}, {timed}")


def _compared(devices: Sequence[Figure]) -> Figure:
    on = {figure.name: figure for figure in devices}
    mobile, desktop = on[Device.MOBILE], on[Device.DESKTOP]
    value = f"{mobile.value} vs {desktop.value}"
    return Figure("Mobile vs desktop", value, f"success: {mobile.made_of}, {desktop.made_of}")


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
