"""The figures of the way into a course, and whether they add up."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from enrollment.application.read_metrics import Figures
from enrollment.cli.installation import ini_argument, opened, settings_of
from enrollment.domain import metrics as rates
from enrollment.domain.devices import Device
from enrollment.domain.figures import by_device, figures
from enrollment.domain.measures import Count, Days, Kind
from enrollment.domain.metrics import total

DAY = click.DateTime(["%Y-%m-%d"])
BEGINNING = date(2000, 1, 1)


@click.command()
@ini_argument
@click.option("--from", "first", type=DAY, help="The first day, on campus; without it, everything counts.")
@click.option("--to", "last", type=DAY, help="The last day, included; without it, today.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def metrics(ini: Path, first: datetime | None, last: datetime | None, as_json: bool) -> None:
    """Print the six figures of the way into a course with what they are made of, and check that they add up.

    Exits with 1 if they do not. Attempts whose messages are still on the way are told of and are no fault. What
    happens on pages is counted a few seconds late.

    \b
    Examples:
      enrollment metrics production.ini
      enrollment metrics production.ini --from 2026-08-01 --to 2026-08-31 --json
    """
    settings = settings_of(ini)
    with opened(settings) as system:
        today = system.clock.now().astimezone(settings.campus_timezone).date()
        days = Days(first.date() if first else BEGINNING, last.date() if last else today)
        if days.last < days.first:
            raise click.BadParameter("The last day is before the first.", param_hint="--to")
        read = system.outside_transaction().read_metrics(days)
    click.echo(json.dumps(_plain(read), indent=2) if as_json else _in_words(read))
    if not all(check.holds for check in read.checks):
        raise SystemExit(1)


def _in_words(read: Figures) -> str:
    rows = [(figure.name, figure.value, figure.made_of) for figure in figures(read.counts)]
    rows += [(f"Success on {one.name}", one.value, one.made_of) for one in by_device(read.counts)]
    failures = [(f"Failed: {reason}", str(times), "") for reason, times in _failures(read.counts)]
    checks = [("ok" if check.holds else "FAILS", check.name, check.said) for check in read.checks]
    return "\n".join([*_aligned([*rows, *failures]), "", *_aligned(checks)])


def _aligned(rows: Sequence[tuple[str, str, str]]) -> Sequence[str]:
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    return [f"{a:<{first}}  {b:<{second}}  {c}".rstrip() for a, b, c in rows]


def _failures(counts: Collection[Count]) -> Sequence[tuple[str, int]]:
    """Return how often each reason was the headline of a refusal, the most frequent first."""
    times: Counter[str] = Counter()
    for one in counts:
        if one.kind is Kind.FAILURE:
            times[one.reason] += one.times
    return sorted(times.items(), key=lambda item: (-item[1], item[0]))


def _plain(read: Figures) -> dict[str, Any]:
    counts = read.counts
    times = rates.time_to_enroll(counts)
    return {
        "from": read.days.first.isoformat() if read.days.first > BEGINNING else None,
        "to": read.days.last.isoformat(),
        "counts": {kind.value: total(counts, kind) for kind in Kind},
        "failures": dict(_failures(counts)),
        "conversion_rate": rates.conversion_rate(counts),
        "success_rate": rates.success_rate(counts),
        "error_rate": rates.error_rate(counts),
        "time_to_enroll": {"median_ms": times.median_ms, "p95_ms": times.p95_ms} if times else None,
        "abandonment_rate": rates.abandonment_rate(counts),
        "mobile_vs_desktop": {device.value: _on(device, counts) for device in Device},
        "checks": [{"name": check.name, "holds": check.holds, "said": check.said} for check in read.checks],
    }


def _on(device: Device, counts: Collection[Count]) -> dict[str, Any]:
    return {
        "attempts": total(counts, Kind.ATTEMPT, device),
        "successes": total(counts, Kind.SUCCESS, device),
        "success_rate": rates.success_rate(counts, device),
    }
