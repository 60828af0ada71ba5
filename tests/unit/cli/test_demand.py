"""What a recorded term asked for, and what it comes to."""

from dataclasses import replace

import pytest

from enrollment.cli.replaying.demand import steps_of
from enrollment.cli.replaying.reading import PACIFIC
from enrollment.cli.replaying.recorded import Recorded
from enrollment.cli.replaying.totals import mismatches, totals
from tests.support.terms import AN_HOUR, BEGINS, a_section


def asked(*states):
    """What the step to the last of the states asked for: drops, leaves, wants."""
    *_, (_, [demand]) = steps_of([a_section(*states)])
    return demand.drops, demand.leaves, demand.wants


@pytest.mark.parametrize(
    ("after", "demand"),
    [
        ((12, 4, 20), (0, 0, 2)),  # two took a seat
        ((8, 4, 20), (2, 0, 0)),  # two dropped
        ((10, 6, 20), (0, 0, 2)),  # two joined the line
        ((10, 3, 20), (0, 1, 0)),  # one left it
        ((11, 3, 20), (0, 0, 0)),  # one came from the line to a seat, which is for the product to say
        ((13, 3, 20), (0, 0, 2)),  # one did, and two came besides
        ((11, 1, 20), (0, 2, 0)),  # one did, and two left
        ((9, 5, 20), (1, 0, 1)),
    ],
)
def test_what_was_asked_for_is_told_from_what_came_of_it(after, demand):
    assert asked((10, 4, 20), after) == demand


def test_whoever_is_there_at_first_came_for_it():
    assert asked((10, 4, 20)) == (0, 0, 14)


def test_another_number_of_seats_is_asked_for_first():
    section = a_section((1, 0, 20), (1, 0, 25), (1, 0, 9999))

    _, more, endless = [demand for _, [demand] in steps_of([section])]

    assert [(one.is_resized, one.limit, one.acts) for one in (more, endless)] == [(True, 25, 1), (True, None, 1)]


def test_steps_come_in_the_order_of_time_those_of_an_instant_together():
    early, late = a_section((1, 0, 2), (2, 0, 2)), a_section((0, 0, 2), (1, 0, 2), key="COGS 2_A01")
    steps = steps_of([late, early])

    assert [at for at, _ in steps] == [BEGINS, BEGINS + AN_HOUR]
    assert [[demand.section.key for demand in demands] for _, demands in steps] == [["COGS 1_A01", "COGS 2_A01"]] * 2


def test_a_term_is_counted_as_its_campus_counts_it():
    section = a_section((0, 0, 2), (2, 0, 2), (2, 3, 2), (2, 2, 2), (4, 0, 4), (3, 0, 4))
    recorded = Recorded(name="a term", campus=PACIFIC, sections=[section])
    counted = totals(recorded)

    assert counted == counted | {
        "sections": 1,
        "changes": 6,
        "enrol_plus": 4,
        "enrol_minus": 1,
        "wait_plus": 3,
        "wait_minus": 3,
        "capacity_changes": 1,
        "sections_ever_full": 1,
        "sections_ever_waitlisted": 1,
        "max_wait_one_section": 3,
        "promotions_same_step": 2,
    }
    assert list(mismatches(replace(recorded, expected={"wait_plus": 3}))) == []
    assert list(mismatches(replace(recorded, expected={"wait_plus": 4}))) == ["wait_plus: 4 expected, 3 found"]
