"""An enrollment goes one of the ways there are, and stands where its receipts led."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, product

import pytest

from enrollment.domain.audits.student_file import NEXT, StudentFile, half_swapped, misled
from enrollment.domain.enrollments import LIVE, EnrollmentStatus
from enrollment.domain.receipts import Action
from tests.support.build import NOON, a_course, a_receipt, an_enrollment

S = EnrollmentStatus
SEAT, COURSE = an_enrollment(), a_course()
WAYS = [
    [S.APPROVED],
    [S.APPROVED, S.DROPPED],
    [S.APPROVED, S.WITHDRAWN],
    [S.APPROVED, S.CANCELLED],
    [S.OFFERED],
    [S.OFFERED, S.APPROVED, S.DROPPED],
    [S.OFFERED, S.RETURNED],
    [S.PENDING_PAYMENT, S.APPROVED],
    [S.OFFERED, S.PENDING_PAYMENT, S.CANCELLED],
]


def a_file(way, *, stands=None, seconds=1):
    """The file of an enrollment that went that way, a step each second, and stands at its end, or elsewhere."""
    steps = [replace(SEAT, status=status) for status in way]
    at = [NOON + timedelta(seconds=seconds * number) for number in range(len(steps))]
    receipts = [a_receipt(enrollment=one, at=when) for one, when in zip(steps, at, strict=True)]
    kept = [] if stands is None and not steps else [(replace(SEAT, status=stands or way[-1]), COURSE)]
    return StudentFile(student_id=SEAT.student_id, receipts=receipts[::-1], enrollments=kept)


def names(violations):
    """The names of what is told."""
    return [line.partition(":")[0] for line in violations]


@pytest.mark.parametrize("seconds", [0, 1])
@pytest.mark.parametrize("way", WAYS)
def test_the_ways_there_are_are_gone(way, seconds):
    assert names(misled(a_file(way, seconds=seconds))) == []


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_no_other_step_is_taken(before, after):
    way = next(way[: way.index(before) + 1] for way in WAYS if before in way)
    allowed = any((before, after) in pairwise(way) for way in WAYS) or (before, after) in {
        (S.PENDING_PAYMENT, S.DROPPED),
        (S.PENDING_PAYMENT, S.WITHDRAWN),
    }
    assert names(misled(a_file([*way, after]))) == ([] if allowed else ["path"])


@pytest.mark.parametrize("first", S)
def test_nothing_else_is_a_beginning(first):
    assert names(misled(a_file([first]))) == ([] if first in LIVE else ["path"])


@pytest.mark.parametrize("end", [status for status in S if status not in LIVE])
def test_an_end_is_an_end(end):
    assert end not in NEXT


@pytest.mark.parametrize(
    "file",
    [
        a_file([S.APPROVED], stands=S.DROPPED),
        a_file([S.APPROVED, S.DROPPED], stands=S.APPROVED),
        a_file([], stands=S.APPROVED),
        replace(a_file([S.APPROVED]), enrollments=()),
    ],
    ids=["dropped behind the back", "dropped in vain", "told to nobody", "not there"],
)
def test_it_stands_where_its_receipts_led(file):
    assert names(misled(file)) == ["last-word"]


def a_swap(*given_up_at):
    """The file of who swapped at NOON, and gave a seat up at these instants."""
    old = an_enrollment(student_id=SEAT.student_id)
    taken = a_receipt(enrollment=SEAT, action=Action.SWAP)
    given = [a_receipt(enrollment=old.dropped(at), action=Action.DROP) for at in given_up_at]
    return StudentFile(student_id=SEAT.student_id, receipts=[taken, *given])


@pytest.mark.parametrize(
    ("at", "told"), [((NOON,), []), ((), ["swap-is-whole"]), ((NOON + timedelta(1),), ["swap-is-whole"])]
)
def test_a_swap_gives_a_seat_in_the_instant_it_takes_one(at, told):
    assert names(half_swapped(a_swap(*at))) == told


def test_a_swap_that_was_refused_gives_none():
    refused = a_receipt(enrollment=SEAT, action=Action.SWAP)
    file = StudentFile(student_id=SEAT.student_id, receipts=[replace(refused, enrollment=None)])
    assert names(half_swapped(file)) == []
