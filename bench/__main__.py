"""Run the benchmark: ``python -m bench``; ``--quick`` to see that it works, ``--profile`` to see where time goes."""

import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from bench import measurements
from bench.databases import databases
from bench.judging import judging
from bench.plan import FULL, QUICK
from bench.profiling import profile
from bench.promoting import promoting
from bench.setting import Setting

SUBJECTS: Mapping[str, Callable[[Setting], Mapping[str, float]]] = {
    "enrolling": measurements.enrolling,
    "growing": measurements.growing,
    "widening": measurements.widening,
    "relaying": measurements.relaying,
    "embedded": measurements.embedded,
    "judging": judging,
    "promoting": promoting,
}


@click.command()
@click.option("--quick", is_flag=True, help="See that it works; the sizes are small and the values say nothing.")
@click.option("--profile", "profiled", is_flag=True, help="Say instead where the time of an enrollment goes.")
@click.option("--only", type=click.Choice(list(SUBJECTS)), multiple=True, help="Measure one subject; may be repeated.")
def main(quick: bool, profiled: bool, only: tuple[str, ...]) -> None:
    """Measure the product beside the bare view, on PostgreSQL (TEST_DATABASE_URL) and SQLite."""
    began = time.monotonic()
    values: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="enrollment-bench-") as folder, databases() as made:
        setting = Setting(QUICK if quick else FULL, Path(folder), made)
        if profiled:
            profile(setting)
            return
        for name in only or SUBJECTS:
            values |= SUBJECTS[name](setting)
    click.echo(f"\n{time.monotonic() - began:.0f} s in all. Ratios and rates: the more the better.\n")
    for name, value in values.items():
        click.echo(f"{name}: {value:.2f}" if value < 10 else f"{name}: {value:.0f}")


if __name__ == "__main__":
    main()
