"""An entry in line: what it gives up, until when an offer stands, and how it ends."""

from datetime import timedelta

import pytest

from enrollment.domain.waitlist import OPEN, EntryStatus
from tests.support.build import NOON, an_enrollment
from tests.support.waiting import a_place, an_entry, giving_up

INSTANT, HOUR = timedelta(microseconds=1), timedelta(hours=1)


def test_who_waits_has_a_place_in_line_and_who_is_offered_a_seat_has_none():
    assert {status for status in EntryStatus if an_entry(status=status).is_waiting} == {EntryStatus.WAITING}


def test_open_is_what_may_still_come_to_its_seats():
    assert {EntryStatus.WAITING, EntryStatus.OFFERED} == OPEN


def test_what_it_gives_up_is_told_by_its_courses():
    seats = an_enrollment(), an_enrollment()

    assert an_entry(gives_up=giving_up(*seats)).courses_given_up == {seat.course_id for seat in seats}
    assert an_entry().courses_given_up == frozenset()


@pytest.mark.parametrize(("off", "stands"), [(-INSTANT, True), (timedelta(), False), (INSTANT, False)])
def test_an_offer_stands_until_the_instant_it_expires_at(off, stands):
    offer = an_entry().offered(NOON, NOON + HOUR)

    assert offer.stands(NOON + HOUR + off) is stands


@pytest.mark.parametrize("status", [one for one in EntryStatus if one is not EntryStatus.OFFERED])
def test_nothing_but_an_offer_stands(status):
    assert not an_entry(status=status, expires_at=NOON + HOUR).stands(NOON)


def test_an_offer_says_since_when_and_until_when():
    entry = an_entry()
    offer = entry.offered(NOON, NOON + HOUR)

    assert (offer.status, offer.offered_at, offer.expires_at) == (EntryStatus.OFFERED, NOON, NOON + HOUR)
    assert (offer.id, offer.joined_at, offer.wish) == (entry.id, entry.joined_at, entry.wish)


def test_what_has_ended_says_how_and_when():
    ended = an_entry().offered(NOON, NOON + HOUR).ended(EntryStatus.DECLINED, NOON)

    assert (ended.status, ended.ended_at, ended.offered_at) == (EntryStatus.DECLINED, NOON, NOON)
    assert not ended.stands(NOON)


@pytest.mark.parametrize(("position", "ahead"), [(1, 0), (2, 1), (17, 16), (None, 0)])
def test_a_place_tells_how_many_are_before_it(position, ahead):
    assert a_place(position=position).ahead == ahead
