"""enrollment replay."""

import json
from datetime import datetime, timedelta

import pytest

from tests.functional.cli.test_demo import PRODUCTION
from tests.support.terms import write_batched, write_continuous

EIGHT = datetime(2022, 2, 12, 8)
AN_HOUR = timedelta(hours=1)
# Sitting, waiting, seats, hour by hour: it fills, three wait, one drops, one leaves, seats are added.
STATES = [(0, 0, 3), (3, 0, 3), (3, 3, 3), (2, 3, 3), (2, 2, 3), (3, 1, 3), (3, 1, 5)]
TOTALS = {"sections": 1, "wait_plus": 3, "wait_minus": 2, "enrol_plus": 4, "enrol_minus": 1}


@pytest.fixture
def batched(tmp_path):
    """The term of a campus that gave seats each night at ten."""
    states = [("COGS 1_A01", EIGHT + hour * AN_HOUR, *state) for hour, state in enumerate(STATES)]
    later = ("COGS 1_A01", EIGHT + timedelta(days=2), 5, 0, 5)
    return write_batched(tmp_path / "batched", [*states, later], TOTALS | {"enrol_plus": 6, "wait_minus": 3})


@pytest.fixture
def continuous(tmp_path):
    """The term of one that gave them as they came free."""
    states = [(EIGHT + hour * AN_HOUR, *state) for hour, state in enumerate(STATES)]
    return write_continuous(tmp_path / "continuous", states, TOTALS)


def report(ini, folder):
    """The figures of the report."""
    return json.loads((ini.parent / "var" / folder.name / "report.json").read_text())


def test_a_term_is_replayed_by_its_campuss_policy_and_once_more_at_once(done, ini, batched):
    done("db upgrade", ini)

    printed = done("replay", ini, batched, "--processes", 1)

    figures = report(ini, batched)
    assert [run["name"] for run in figures["runs"]] == ["each night at 22:00", "at once"]
    assert [run["violations"] for run in figures["runs"]] == [[], []]
    assert figures["audit"] == []
    assert figures["idle_seat_hours"]["at once"] == 0 < figures["idle_seat_hours"]["each night at 22:00"]
    assert {who: end["waiting"] for who, end in figures["at_the_end"].items()} == dict.fromkeys(
        ("campus", "each night at 22:00", "at once"), 0
    )
    page = (ini.parent / "var" / batched.name / "report.html").read_text()
    assert page.count("<svg") == 4
    assert "report.html" in printed


def test_a_term_of_seats_given_as_they_came_free_is_replayed_once(done, ini, continuous):
    done("db upgrade", ini)

    done("replay", ini, continuous, "--processes", 1)

    [run] = report(ini, continuous)["runs"]
    assert (run["name"], run["violations"], run["otherwise"]["refused"]) == ("at once", [], {})


def test_who_came_before_registration_opened_is_told_by_the_reason(done, sqlite_ini, tmp_path):
    early = EIGHT - timedelta(days=1)
    states = [("COGS 1_A01", early, 0, 0, 3), ("COGS 1_A01", early + AN_HOUR, 2, 0, 3), ("COGS 1_A01", EIGHT, 3, 0, 3)]
    folder = write_batched(tmp_path / "early", states, {"enrol_plus": 3})
    done("db upgrade", sqlite_ini)

    done("replay", sqlite_ini, folder, "--processes", 1)

    runs = report(sqlite_ini, folder)["runs"]
    assert [run["otherwise"]["refused"] for run in runs] == [{"registration-not-open": 2}] * 2
    assert "2 came and were refused" in (sqlite_ini.parent / "var" / folder.name / "report.html").read_text()


def test_a_part_of_it_is_replayed(done, sqlite_ini, batched):
    done("db upgrade", sqlite_ini)
    done("replay", sqlite_ini, batched, "--processes", 1, "--days", 1)
    assert report(sqlite_ini, batched)["totals"]["changes"] == len(STATES)


def test_files_that_do_not_come_to_their_totals_are_not_replayed(run, sqlite_ini, tmp_path):
    folder = write_continuous(tmp_path / "wrong", [(EIGHT, 0, 0, 3), (EIGHT + AN_HOUR, 1, 0, 3)], {"enrol_plus": 2})
    result = run("replay", sqlite_ini, folder)
    assert (result.exit_code, "enrol_plus: 2 expected, 1 found" in result.output) == (1, True)


def test_a_folder_without_a_term_is_said_to_have_none(run, sqlite_ini, tmp_path):
    result = run("replay", sqlite_ini, tmp_path)
    assert (result.exit_code, "has no recorded term" in result.output) == (1, True)


def test_it_is_refused_in_production(run, sqlite_ini, continuous, monkeypatch):
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    result = run("replay", sqlite_ini, continuous)
    assert (result.exit_code, "it makes up students" in result.output) == (1, True)
