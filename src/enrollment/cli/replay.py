"""A real term, replayed through the product."""

import importlib.util
import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import click

from enrollment.adapters.sql.snapshot import snapshot
from enrollment.adapters.system_clock import SystemClock
from enrollment.application.audit_records import AuditRecords
from enrollment.application.composition import compose, ports_of
from enrollment.cli.databases import database
from enrollment.cli.installation import ini_argument, opened, settings_of, transaction
from enrollment.cli.progress import progress_bar
from enrollment.cli.replaying.demand import steps_of
from enrollment.cli.replaying.playing import Part, Played, play
from enrollment.cli.replaying.reading import NotRecorded, read_term
from enrollment.cli.replaying.recorded import Recorded
from enrollment.cli.replaying.report import Run, write_report
from enrollment.cli.replaying.staging import stage
from enrollment.cli.replaying.totals import mismatches
from enrollment.domain.waitlist_rules import Promotion
from enrollment.ports.clock import Clock
from enrollment.settings import Settings

LOOK_UP_EVERY = 0.2  # seconds
AT_ONCE = "at once"


@click.command()
@ini_argument
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--days", type=click.IntRange(1), help="Replay so many days from its beginning, not all of it.")
@click.option(
    "--processes", type=click.IntRange(1, 64), help="How many share the sections.  [default: one a processor]"
)
def replay(ini: Path, folder: Path, days: int | None, processes: int | None) -> None:
    """Replay a recorded term through the product, and report how it compares.

    FOLDER holds the changes of every section as UC San Diego's or HKUST's were recorded. The term is replayed by its
    campus's policy, and, if that gave seats in batches, once more giving them at once. The database should be one of
    its own: what is replayed stays there. The report goes to the data directory. Refused in production.

    \b
    Example:
      enrollment replay development.ini replay-ucsd-sp22
    """
    settings = settings_of(ini)
    if settings.is_production:
        raise click.ClickException("nothing is replayed where environment = production: it makes up students")
    if importlib.util.find_spec("matplotlib") is None:
        raise click.ClickException("the report needs matplotlib: pip install 'enrollment[replay]'")
    recorded = _read(folder)
    if days:
        recorded = _first(recorded, timedelta(days=days))
    runs = [_run(settings, recorded, name, promotion, processes) for name, promotion in _policies(recorded)]
    found = _audit(settings)
    page = write_report(settings.data_dir / folder.name, recorded, runs, found)
    for line in (*(line for run in runs for line in run.violations), *found):
        click.echo(line)
    click.echo(f"The report: {page}")
    if found or any(run.violations for run in runs):
        raise SystemExit(1)


def _read(folder: Path) -> Recorded:
    try:
        recorded = read_term(folder)
    except NotRecorded as error:
        raise click.ClickException(str(error)) from error
    if wrong := list(mismatches(recorded)):
        raise click.ClickException("\n".join(["the files do not come to their totals:", *wrong]))
    return recorded


def _first(recorded: Recorded, days: timedelta) -> Recorded:
    until = recorded.begins + days
    sections = [
        replace(one, states=[state for state in one.states if state.at < until])
        for one in recorded.sections
        if one.states[0].at < until
    ]
    return replace(recorded, sections=sections, expected={})


def _policies(recorded: Recorded) -> Sequence[tuple[str, Promotion]]:
    at_once = AT_ONCE, Promotion.ENROLL
    return [(f"each night at {recorded.batch_at:%H:%M}", Promotion.BATCH), at_once] if recorded.batch_at else [at_once]


def _run(settings: Settings, recorded: Recorded, name: str, promotion: Promotion, processes: int | None) -> Run:
    """Replay the term by that policy, its sections shared out among processes."""
    began, term = monotonic(), f"R{uuid4().hex[:7].upper()}"
    with opened(settings) as system, transaction(system) as application:
        staff = stage(application, recorded, term, promotion)
    parts = [
        Part(settings=settings, recorded=one, term=term, promotion=promotion, staff=staff, number=number)
        for number, one in enumerate(_shares(recorded, processes or os.cpu_count() or 1))
    ]
    acts = sum(demand.acts for _, demands in steps_of(recorded.sections) for demand in demands)
    with progress_bar(acts, f"{recorded.name}, {name}") as bar:
        played = _play_all(parts, bar)
    return Run(name=name, played=played, seconds=monotonic() - began)


def _shares(recorded: Recorded, number: int) -> Sequence[Recorded]:
    """Share the sections out, those of one course together, as evenly as it goes by how much happened in them."""
    shares: list[list[Any]] = [[] for _ in range(number)]
    weights = [0] * number
    by_code: dict[str, list[Any]] = {}
    for section in recorded.sections:
        by_code.setdefault(section.code, []).append(section)
    for sections in sorted(by_code.values(), key=lambda some: -sum(len(one.states) for one in some)):
        lightest = weights.index(min(weights))
        shares[lightest] += sections
        weights[lightest] += sum(len(one.states) for one in sections)
    return [replace(recorded, sections=share) for share in shares if share]


def _play_all(parts: Sequence[Part], bar: Any) -> Sequence[Played]:
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(len(parts), mp_context=context) as pool:
        told = manager.Queue()
        playing: list[Future[Played]] = [pool.submit(play, part, told.put) for part in parts]
        while not all(one.done() for one in playing):
            try:
                bar.update(told.get(timeout=LOOK_UP_EVERY))
            except Empty:
                continue
        return [one.result() for one in playing]


def _audit(settings: Settings) -> Sequence[str]:
    from enrollment.wiring import on_sql

    with database(settings) as engine, snapshot(engine) as statements:
        parts = {**ports_of(on_sql(statements)), Clock: SystemClock(), ZoneInfo: settings.campus_timezone}
        return list(compose(AuditRecords, parts)())
