"""The report on a replayed term: figures, what was done otherwise and why, and plots."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from enrollment.cli.replaying.campus import Otherwise
from enrollment.cli.replaying.comparing import (
    Day,
    busiest,
    by_section,
    campus_moments,
    daily,
    idle_seat_hours,
)
from enrollment.cli.replaying.playing import Moment, Played
from enrollment.cli.replaying.recorded import Recorded
from enrollment.cli.replaying.totals import totals

BUSIEST = 6
_TEMPLATES = Environment(
    loader=PackageLoader("enrollment.cli.replaying", "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the term: by which policy, what came of it, and how long it took, in seconds."""

    name: str
    played: Sequence[Played]
    seconds: float

    @property
    def moments(self) -> Sequence[Moment]:
        """Return all sections' moments, in the order of time."""
        return sorted((one for part in self.played for one in part.moments), key=lambda moment: moment[1])

    @property
    def otherwise(self) -> Otherwise:
        """Return what was done otherwise than at the campus, in all."""
        parts = [part.otherwise for part in self.played]
        return Otherwise(
            refused=sum((one.refused for one in parts), Counter()),
            nobody_to_drop=sum(one.nobody_to_drop for one in parts),
            nobody_to_leave=sum(one.nobody_to_leave for one in parts),
        )

    @property
    def violations(self) -> Sequence[str]:
        """Return what was not as it should be."""
        return [line for part in self.played for line in part.violations]


def write_report(folder: Path, recorded: Recorded, runs: Sequence[Run], audit: Sequence[str]) -> Path:
    """Write the report into the folder: report.html, and its figures as report.json. Return the path of the page."""
    from enrollment.cli.replaying import plots  # which takes a second, and what not every installation has

    campus = campus_moments(recorded)
    moments = {"campus": campus} | {run.name: run.moments for run in runs}
    days = {who: daily(those, recorded) for who, those in moments.items()}
    hours = {who: idle_seat_hours(by_section(those), recorded.ends) for who, those in moments.items()}
    names = {one.key: f"{one.code} {one.number}" for one in recorded.sections}
    shown = {key: names[key] for key in busiest(recorded, BUSIEST)}
    figures = _figures(recorded, runs, days, hours, audit)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(json.dumps(figures, indent=1, default=str))
    page = _TEMPLATES.get_template("report.html").render(
        recorded=recorded,
        figures=figures,
        sections={
            run.name: plots.sections_over_time(shown, by_section(campus), by_section(run.moments)) for run in runs
        },
        days=plots.days_compared(days["campus"], {run.name: days[run.name] for run in runs}),
        idle=plots.idle_compared(hours),
        ends=days,
    )
    (folder / "report.html").write_text(page)
    return folder / "report.html"


def _figures(
    recorded: Recorded,
    runs: Sequence[Run],
    days: Mapping[str, Sequence[Day]],
    hours: Mapping[str, float],
    audit: Sequence[str],
) -> dict[str, Any]:
    return {
        "term": recorded.name,
        "begins": recorded.begins,
        "ends": recorded.ends,
        "totals": totals(recorded),
        "expected": recorded.expected,
        "idle_seat_hours": {who: round(number, 1) for who, number in hours.items()},
        "at_the_end": {who: asdict(those[-1]) for who, those in days.items()},
        "runs": [
            {
                "name": run.name,
                "seconds": round(run.seconds, 1),
                "students": sum(part.students for part in run.played),
                "violations": list(run.violations),
                # By hand: asdict takes a Counter for a list of pairs, and counts those.
                "otherwise": {
                    "refused": dict(run.otherwise.refused),
                    "nobody_to_drop": run.otherwise.nobody_to_drop,
                    "nobody_to_leave": run.otherwise.nobody_to_leave,
                },
            }
            for run in runs
        ],
        "audit": list(audit),
    }
