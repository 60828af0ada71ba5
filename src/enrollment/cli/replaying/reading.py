"""Recorded terms out of the files of two campuses."""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.cli.replaying.recorded import Pass, Recorded, Section, State

CHANGES = "seats_changes.csv.gz"
PACIFIC, HONG_KONG = ZoneInfo("America/Los_Angeles"), ZoneInfo("Asia/Hong_Kong")


class NotRecorded(Exception):
    """The folder has no term in a form that is known."""


def read_term(folder: Path) -> Recorded:
    """Read the term: as UC San Diego's was recorded (with windows.json), or HKUST's (with expected_totals.json).

    Raises NotRecorded.
    """
    try:
        if (folder / "windows.json").exists():
            return _ucsd(folder, json.loads((folder / "windows.json").read_text()))
        return _hkust(folder, json.loads((folder / "expected_totals.json").read_text()))
    except (OSError, KeyError, ValueError) as error:
        raise NotRecorded(f"{folder} has no recorded term: {error}") from error


def _ucsd(folder: Path, told: Mapping[str, Any]) -> Recorded:
    states: dict[str, list[State]] = defaultdict(list)
    for row in _rows(folder):
        at = datetime.fromisoformat(row["time"]).replace(tzinfo=PACIFIC)
        enrolled, waiting, seats, free = (int(row[name]) for name in ("enrolled", "waitlisted", "total", "available"))
        states[row["section"]].append(State(at, enrolled, waiting, seats, free))
    return Recorded(
        name="UC San Diego, spring 2022",
        campus=PACIFIC,
        sections=[_section(key, key.rpartition("_")[0], key.rpartition("_")[2], kept) for key, kept in states.items()],
        passes=[_pass(one) for one in told["passes"]],
        batch_at=time(22),
        expected=told["expected_totals"],
    )


def _hkust(folder: Path, told: Mapping[str, Any]) -> Recorded:
    states: dict[str, list[State]] = defaultdict(list)
    names: dict[str, tuple[str, str]] = {}
    for row in _rows(folder):
        at = datetime.fromtimestamp(int(row["epoch"]), UTC)
        enrolled, waiting, seats, free = (int(row[name]) for name in ("enrol", "wait", "quota", "avail"))
        states[row["class_nbr"]].append(State(at, enrolled, waiting, seats, free, bool(row["reserved"])))
        names[row["class_nbr"]] = row["course"], row["section"]
    return Recorded(
        name="HKUST, spring 2024",
        campus=HONG_KONG,
        sections=[_section(key, names[key][0], f"{names[key][1]}-{key}", kept) for key, kept in states.items()],
        expected={name: number for name, number in told.items() if isinstance(number, int)},
    )


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    with gzip.open(folder / CHANGES, "rt", newline="") as file:
        yield from csv.DictReader(file)


def _section(key: str, code: str, number: str, states: Sequence[State]) -> Section:
    return Section(key=key, code=code, number=number, states=states)


def _pass(told: Mapping[str, Any]) -> Pass:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=PACIFIC)

    return Pass(opens={group: at(text) for group, text in told["opens"].items()}, ends=at(told["ends"]))
