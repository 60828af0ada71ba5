"""Whether what was measured adds up."""

import pytest

from enrollment.domain.adding_up import Attempts, checks
from enrollment.domain.measures import Kind
from tests.support.build import a_count

SOUND = {Kind.ATTEMPT: 5, Kind.SUCCESS: 3, Kind.FAILURE: 2, Kind.SHOWN: 4, Kind.CANCELLED: 4}


def failing(measured=5, receipts=5, on_the_way=0, **changed):
    """The names of the checks that do not hold, with those counts changed."""
    numbers = SOUND | {Kind[name]: times for name, times in changed.items()}
    counts = [a_count(kind=kind, times=times) for kind, times in numbers.items()]
    attempts = Attempts(measured=measured, receipts=receipts, on_the_way=on_the_way)
    return [check.name for check in checks(counts, attempts) if not check.holds]


def test_what_is_sound_holds_and_so_does_nothing_at_all():
    assert failing() == []
    assert all(check.holds for check in checks([], Attempts(measured=0, receipts=0, on_the_way=0)))


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"SUCCESS": 4}, "every attempt succeeded or failed"),
        ({"FAILURE": 1}, "every attempt succeeded or failed"),
        ({"CANCELLED": 5}, "only what was shown was cancelled"),
        ({"VIEW": -1}, "nothing happened less than never"),
        ({"receipts": 6}, "every attempt has its receipt"),
        ({"measured": 6}, "every attempt has its receipt"),
        ({"on_the_way": 1}, "every attempt has its receipt"),
    ],
)
def test_each_mismatch_is_noticed_by_its_check(changed, name):
    assert failing(**changed) == [name]


def test_what_is_on_the_way_is_told_of_and_is_no_fault():
    attempts = Attempts(measured=3, receipts=5, on_the_way=2)

    *_, check = checks([], attempts)

    assert (check.holds, check.said) == (True, "3 measured, 2 more still on the way, 5 receipts")
