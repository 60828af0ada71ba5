"""Recorded terms, as campuses write them."""

import csv
import gzip
import json
from datetime import UTC, datetime, timedelta

from enrollment.cli.replaying.recorded import Section, State

BEGINS = datetime(2022, 2, 12, 16, tzinfo=UTC)  # 08:00 in California
AN_HOUR = timedelta(hours=1)


def a_section(*states, key="COGS 1_A01"):
    """A section by its states, an hour from one to the next: how many sit, how many wait, how many seats there are."""
    kept = [
        State(BEGINS + hour * AN_HOUR, enrolled, waiting, seats, seats - enrolled)
        for hour, (enrolled, waiting, seats) in enumerate(states)
    ]
    return Section(key=key, code=key.partition("_")[0], number=key.partition("_")[2], states=kept)


def write_batched(folder, states, totals):
    """Write a term in which seats were given each night, and which anybody could register in for a week."""
    rows = [
        (key, at.isoformat(), sitting, seats - sitting, waiting, seats) for key, at, sitting, waiting, seats in states
    ]
    _write(folder, ("section", "time", "enrolled", "available", "waitlisted", "total"), rows)
    one = {"pass": 1, "opens": {"everybody": "2022-02-12T00:00"}, "ends": "2022-02-19T00:00"}
    (folder / "windows.json").write_text(json.dumps({"passes": [one], "expected_totals": totals}))
    return folder


def write_continuous(folder, states, totals):
    """Write a term in which seats were given as they came free."""
    rows = [
        (int(at.timestamp()), 1, "ACCT 1010", "L1", seats, sitting, 0, waiting, "")
        for at, sitting, waiting, seats in states
    ]
    _write(folder, ("epoch", "class_nbr", "course", "section", "quota", "enrol", "avail", "wait", "reserved"), rows)
    (folder / "expected_totals.json").write_text(json.dumps(totals))
    return folder


def _write(folder, header, rows):
    folder.mkdir(exist_ok=True)
    with gzip.open(folder / "seats_changes.csv.gz", "wt", newline="") as file:
        csv.writer(file).writerows([header, *rows])
