"""What a file of rules says is read as it is meant, and written so that it reads the same."""

from datetime import UTC, datetime

import pytest

from enrollment.adapters.rules_yaml import written_sets
from enrollment.domain.grades import GradeScale
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose
from enrollment.domain.rule_book import INSTITUTION, Scope, ScopeKind
from enrollment.domain.rules import GroupWindow, RepeatRule
from tests.unit.rules_yaml.reading import CAMPUS, read

WHOLE = """
institution:
  grades: {order: [A, B, NO], lowest_pass: B, ungraded_passes: [P]}
  equivalents: [[A 1, A 2]]
  refuse_conflicts: true
  one_section: true
  not_in_catalog: [AP Calculus]
terms:
  SP22:
    most_units: 22
    one_section: false
    open_registration: 2022-03-01T08:00
    windows:
      - {group: &g {name: Seniors, standings: [senior], programmes: [X]}, opens: 2022-02-19, closes: 2022-02-26}
      - {group: *g, opens: 2022-02-27T08:00Z, most_units: 11.5}
courses:
  A 3:
    prerequisite: A 1 at least B and (A 2 or prose "or so")
    corequisite: A 2
    excluded: [A 1]
    repeat: {most_attempts: 2, only_below: B}
    restricted_to: [{name: Some, cohorts: [a], students: [" Ada@x.edu"]}]
    consent_of: instructor
    linked: [LE, LA]
    one_section: true
sections:
  SP22:
    A 3 A01:
      consent_of:
      one_section:
      pools: [{group: {name: Some, cohorts: [a]}, seats: 10, releases_at: 2022-03-01}]
      shared_seats: {name: room, seats: 40}
"""
SENIORS = Group(name="Seniors", standings=frozenset({"senior"}), programmes=frozenset({"X"}))
SAID = {
    INSTITUTION: {
        "grades": GradeScale(("A", "B", "NO"), "B", frozenset({"P"})),
        "equivalents": (frozenset({"A 1", "A 2"}),),
        "refuse_conflicts": True,
        "one_section": True,
        "not_in_catalog": frozenset({"AP Calculus"}),
    },
    Scope(ScopeKind.TERM, "SP22"): {
        "most_units": 22.0,
        "one_section": False,
        "open_registration": datetime(2022, 3, 1, 16, tzinfo=UTC),
        "windows": (
            GroupWindow(
                group=SENIORS, opens=datetime(2022, 2, 19, 8, tzinfo=UTC), closes=datetime(2022, 2, 27, 8, tzinfo=UTC)
            ),
            GroupWindow(group=SENIORS, opens=datetime(2022, 2, 27, 8, tzinfo=UTC), most_units=11.5),
        ),
    },
    Scope(ScopeKind.COURSE, "A 3"): {
        "prerequisite": AllOf((Passed("A 1", "B"), AnyOf((Passed("A 2"), Prose("or so"))))),
        "corequisite": Passed("A 2"),
        "excluded": frozenset({"A 1"}),
        "repeat": RepeatRule(most_attempts=2, only_below="B"),
        "restricted_to": (Group(name="Some", cohorts=frozenset({"a"}), students=frozenset({"ada@x.edu"})),),
        "consent_of": "instructor",
        "linked": ("LE", "LA"),
        "one_section": True,
    },
    Scope(ScopeKind.SECTION, "SP22 A 3 A01"): {
        "consent_of": None,
        "one_section": None,
        "pools": (
            Pool(
                group=Group(name="Some", cohorts=frozenset({"a"})),
                seats=10,
                releases_at=datetime(2022, 3, 1, 8, tzinfo=UTC),
            ),
        ),
        "shared_seats": SharedCapacity(name="room", max_participants=40),
    },
}


def test_every_member_is_read():
    file = read(WHOLE)
    assert (file.faults, file.sets) == ([], SAID)


def test_what_is_written_reads_the_same():
    assert read(written_sets(SAID, CAMPUS)).sets == SAID
    assert written_sets({}, CAMPUS) == ""


@pytest.mark.parametrize("text", ["courses:", "courses: {A 1: }", "courses: {A 1: {}}"])
def test_a_course_may_be_named_to_say_nothing_of_it(text):
    file = read(text)
    assert (file.faults, list(file.sets.values())) == ([], [{}] if "A" in text else [])


def test_a_byte_order_mark_is_no_part_of_the_file():
    assert read(b"\xef\xbb\xbfcourses: {A 1: {}}").faults == []


@pytest.mark.parametrize(
    ("time", "instant"),
    [
        ("2022-03-13T01:59", datetime(2022, 3, 13, 9, 59, tzinfo=UTC)),
        ("2022-03-13T03:00", datetime(2022, 3, 13, 10, tzinfo=UTC)),
        ("2022-11-06T01:30-07:00", datetime(2022, 11, 6, 8, 30, tzinfo=UTC)),
        ("2022-11-06 01:30:15-08:00", datetime(2022, 11, 6, 9, 30, 15, tzinfo=UTC)),
        ("2022-11-06T02:00", datetime(2022, 11, 6, 10, tzinfo=UTC)),
    ],
)
def test_a_time_is_that_of_the_clock_on_campus_unless_it_has_an_offset(time, instant):
    file = read("terms: {SP22: {open_registration: '" + time + "'}}")

    assert [said["open_registration"] for said in file.sets.values()] == [instant]
    assert read(written_sets(file.sets, CAMPUS)).sets == file.sets
