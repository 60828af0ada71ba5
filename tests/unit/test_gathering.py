"""Counts and visits gathered in a process and handed on."""

import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest

from enrollment.adapters import gathering
from enrollment.adapters.gathering import GatheringAnalytics, GatheringVisits
from enrollment.domain.errors import Unavailable
from enrollment.domain.measures import Kind
from tests.support.build import NOON, a_measure


class Onward:
    """Whoever the counts are handed on to: notes them, once it has no more errors to raise."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.given = []

    def count(self, measures):
        if self.errors:
            raise self.errors.pop()
        self.given.append(list(measures))


@pytest.fixture
def onward():
    """Somebody who takes everything."""
    return Onward()


def test_nothing_is_handed_on_before_it_is_time_and_nothing_twice(onward):
    gathered = GatheringAnalytics(onward)
    gathered.count([a_measure()])
    assert onward.given == []

    gathered.hand_on()
    gathered.hand_on()

    assert onward.given == [[a_measure()]]


def test_what_is_alike_is_one_measure_at_the_latest_instant(onward):
    gathered, later = GatheringAnalytics(onward), NOON + timedelta(minutes=1)
    for measure in (a_measure(), a_measure(at=later, times=2), a_measure(), a_measure(kind=Kind.CLICK)):
        gathered.count([measure])

    gathered.hand_on()

    assert onward.given == [[a_measure(at=later, times=4), a_measure(kind=Kind.CLICK)]]


def test_what_is_not_taken_is_kept_and_comes_with_what_came_since(caplog):
    onward = Onward(Unavailable(), Unavailable())
    gathered = GatheringAnalytics(onward)
    for _ in range(3):
        gathered.count([a_measure()])
        gathered.hand_on()

    assert onward.given == [[a_measure(times=3)]]
    assert caplog.text.count("kept for later: Unavailable") == 2


def test_no_more_is_kept_apart_than_there_is_room_for(onward, monkeypatch):
    monkeypatch.setattr(gathering, "MOST", 3)
    gathered = GatheringAnalytics(onward)
    for _ in range(2):
        gathered.count([a_measure(day=NOON.date() + timedelta(days=n)) for n in range(9)])

    gathered.hand_on()

    assert Counter(one.times for one in onward.given[0]) == {2: 3}


class Sessions:
    """Whoever the visits are handed on to: notes them, but for one secret that it has an error for, once."""

    def __init__(self, refused=None):
        self.refused = refused
        self.given = []

    def touch(self, secret, at):
        if secret == self.refused:
            self.refused = None
            raise Unavailable
        self.given.append((secret, at))


def test_of_each_session_the_latest_visit_is_handed_on_and_once():
    sessions, later = Sessions(), NOON + timedelta(minutes=1)
    visits = GatheringVisits(sessions)
    for secret, at in (("one", NOON), ("two", NOON), ("one", later), ("one", NOON)):
        visits.touch(secret, at)
    assert sessions.given == []

    visits.hand_on()
    visits.hand_on()

    assert sessions.given == [("one", later), ("two", NOON)]


def test_a_visit_that_is_not_taken_is_kept_with_those_behind_it(caplog):
    sessions, later = Sessions(refused="two"), NOON + timedelta(minutes=1)
    visits = GatheringVisits(sessions)
    for secret in ("one", "two", "three"):
        visits.touch(secret, NOON)
    visits.hand_on()
    assert sessions.given == [("one", NOON)]
    visits.touch("three", later)

    visits.hand_on()

    assert sessions.given[1:] == [("two", NOON), ("three", later)]
    assert "2 visits are kept for later: Unavailable" in caplog.text


PROGRAM = """
from enrollment.adapters import gathering
from tests.support.build import a_measure

class Onward:
    def count(self, measures):
        print(*(one.times for one in measures), flush=True)

gathering.EVERY = {every}
gathered = gathering.GatheringAnalytics(Onward())
gathering.keep_handing_on(gathered)
for _ in range(2):
    gathered.count([a_measure()])
    __import__("time").sleep({pause})
"""


@pytest.mark.parametrize(
    ("every", "pause", "printed"),
    [(60, 0, "2\n"), (0.2, 1, "1\n1\n")],
    ids=["at the end of the process", "meanwhile"],
)
def test_a_process_hands_on_now_and_then_and_once_more_at_its_end(every, pause, printed):
    program = PROGRAM.format(every=every, pause=pause)

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True)

    assert done.stdout == printed
