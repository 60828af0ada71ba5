"""An hour of load on two web processes, and what memory they have by then: ``python -m bench.soak``."""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import linear_regression
from threading import Event, Thread

import click

from bench.databases import databases, statements
from bench.plan import FULL
from bench.serving import Server, serving
from bench.setting import Place, Setting
from bench.visits import PASSWORD, Visitor
from enrollment.adapters.argon2_passwords import Argon2Passwords

MOST_MB = 150.0
EVERY = 10.0  # seconds between two samples, each the least of so many looks
LOOKS = 10
EARLY = 300.0  # seconds after which the caches are about as full as they get
VISITORS = 8
PLAN = replace(FULL, students=2000, courses=2000)


@dataclass(frozen=True, slots=True)
class Sample:
    """The resident memory of the larger web process, so many seconds after the beginning."""

    seconds: float
    rss_mb: float


@click.command()
@click.option("--minutes", default=60.0, show_default=True, type=click.FloatRange(0.5))
def main(minutes: float) -> None:
    """Have people visit for so many minutes; exit 1 if a web process takes more than 150 MB, or answers 5xx."""
    with tempfile.TemporaryDirectory(prefix="enrollment-soak-") as folder, databases() as made:
        place = Setting(PLAN, Path(folder), made).place("soak", PLAN.courses)
        with statements(place.url) as run:
            run("UPDATE users SET password_hash = :kept", kept=Argon2Passwords().hash(PASSWORD))
        with serving("product", place.installation, log=Path("/dev/null")) as server:
            with visited(server, place) as visitors:
                samples = sampled(server, visitors, minutes * 60)
            peak = server.peak_mb()
    statuses = answered(visitors)
    failed = sum(times for status, times in statuses.items() if not 200 <= status < 500)
    values = told(samples) | {"rss_peak_mb": peak, "answers": statuses.total(), "answers_5xx_or_none": failed}
    click.echo("".join(f"\n{name}: {value:.1f}" for name, value in values.items()))
    sys.exit(values["rss_largest_mb"] > MOST_MB or failed > 0)


@contextmanager
def visited(server: Server, place: Place) -> Iterator[Sequence[Visitor]]:
    """Have visitors come for as long as the block lasts."""
    stop = Event()
    visitors = [Visitor(server.address, place.students, place.courses, seed) for seed in range(VISITORS)]
    threads = [Thread(target=visitor.go_on, args=(stop,)) for visitor in visitors]
    for thread in threads:
        thread.start()
    try:
        yield visitors
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def sampled(server: Server, visitors: Sequence[Visitor], seconds: float) -> Sequence[Sample]:
    """Look all the time, and say every few seconds what is seen."""
    began = time.monotonic()
    samples: list[Sample] = []
    while (elapsed := time.monotonic() - began) < seconds:
        samples.append(Sample(elapsed, held_mb(server)))
        statuses = answered(visitors)
        answers = f"{statuses.total()} answers  {dict(statuses)}"
        click.echo(f"{elapsed / 60:6.1f} min  {samples[-1].rss_mb:6.1f} MB  {answers}")
    return samples


def answered(visitors: Sequence[Visitor]) -> Counter[int]:
    """Return how many answers there were, by their status."""
    return sum((visitor.statuses.copy() for visitor in visitors), Counter())


def held_mb(server: Server) -> float:
    """Return what is held, not what passes: to check a password takes 64 MB for as long as it lasts."""
    looks = []
    for _ in range(LOOKS):
        looks.append(server.rss_mb())
        time.sleep(EVERY / LOOKS)
    return min(looks)


def told(samples: Sequence[Sample]) -> dict[str, float]:
    """Return the lines of the end; what came early, in a run under ten minutes in its first half, is no growth."""
    early = min(EARLY, samples[-1].seconds / 2)
    later = [sample for sample in samples if sample.seconds >= early]
    growth, _ = linear_regression([one.seconds for one in later], [one.rss_mb for one in later])
    return {
        "rss_after_5_min_mb": later[0].rss_mb,
        "rss_at_end_mb": samples[-1].rss_mb,
        "rss_largest_mb": max(sample.rss_mb for sample in samples),
        "growth_mb_per_hour": growth * 3600,
    }


if __name__ == "__main__":
    main()
