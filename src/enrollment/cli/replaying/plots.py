"""The plots of a report, as SVG."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter
from matplotlib.figure import Figure

from enrollment.cli.replaying.comparing import Day
from enrollment.cli.replaying.playing import Moment

mpl.use("svg")
CAMPUS, PRODUCT, SEATS = "#8a94a3", "#1f4fbf", "#9d1f2a"
WIDE, HIGH = 9.0, 2.6  # inches


def sections_over_time(
    names: Mapping[str, str], campus: Mapping[str, Sequence[Moment]], product: Mapping[str, Sequence[Moment]]
) -> str:
    """Draw of each named section how many sat and waited, at the campus and by the product, and its seats."""
    figure = Figure(figsize=(WIDE, HIGH * len(names)), layout="constrained")
    for axes, (key, name) in zip(figure.subplots(len(names), squeeze=False)[:, 0], names.items(), strict=True):
        axes.set_title(name, loc="left", fontsize=10)
        _steps(axes, [(at, seats) for _, at, seats, _, _ in campus[key] if seats is not None], SEATS, "seats", "-")
        for moments, color, who in ((campus[key], CAMPUS, "campus"), (product[key], PRODUCT, "product")):
            _steps(axes, [(at, sitting) for _, at, _, sitting, _ in moments], color, f"enrolled, {who}", "-")
            _steps(axes, [(at, waiting) for _, at, _, _, waiting in moments], color, f"waiting, {who}", ":")
        _finished(axes)
    return _svg(figure)


def days_compared(campus: Sequence[Day], product: Mapping[str, Sequence[Day]]) -> str:
    """Draw how many sat and waited in all, day by day, at the campus and in each run."""
    figure = Figure(figsize=(WIDE, 2 * HIGH), layout="constrained")
    enrolled, waiting = figure.subplots(2)
    for axes, what in ((enrolled, "enrolled"), (waiting, "waiting")):
        axes.set_title(f"{what.capitalize()}, all sections", loc="left", fontsize=10)
        _steps(axes, [(day.ends, getattr(day, what)) for day in campus], CAMPUS, "campus", "-")
        for (run, days), line in zip(product.items(), ("-", "--", ":"), strict=False):
            _steps(axes, [(day.ends, getattr(day, what)) for day in days], PRODUCT, run, line)
        _finished(axes)
    return _svg(figure)


def idle_compared(hours: Mapping[str, float]) -> str:
    """Draw for how long seats were free while somebody waited for them, run by run."""
    figure = Figure(figsize=(WIDE, 0.5 + 0.5 * len(hours)), layout="constrained")
    axes = figure.subplots()
    bars = axes.barh(list(hours), list(hours.values()), color=[CAMPUS, *[PRODUCT] * (len(hours) - 1)])
    axes.bar_label(bars, fmt="{:,.0f}", padding=4)
    axes.invert_yaxis()
    axes.set_xlabel("idle seat-hours")
    axes.spines[["top", "right"]].set_visible(False)
    return _svg(figure)


def _steps(axes: Axes, points: Sequence[tuple[datetime, int]], color: str, label: str, line: str) -> None:
    if points:
        axes.step(*zip(*points, strict=True), where="post", color=color, label=label, linestyle=line, linewidth=1.1)


def _finished(axes: Axes) -> None:
    dates: Any = ConciseDateFormatter
    axes.xaxis.set_major_formatter(dates(axes.xaxis.get_major_locator()))
    axes.set_ylim(bottom=0)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(fontsize=8, ncols=3, frameon=False)


def _svg(figure: Figure) -> str:
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None})
    return drawn.getvalue()
