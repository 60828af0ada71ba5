"""Counts and visits, gathered in the process and handed on every few seconds: no request waits for their being kept."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock, Thread, main_thread
from typing import Protocol

from enrollment.domain.measures import Measure
from enrollment.ports.analytics import Analytics
from enrollment.ports.sessions import Sessions

log = logging.getLogger(__name__)

EVERY = 3.0  # seconds
MOST = 1000  # counts kept apart; there are some dozens of kinds of them a day


class GatheringAnalytics:
    """The port Analytics, in front of another: adds up what is alike, and hands it on.

    What was gathered since the last time is lost in a crash. What the other would not take is kept and tried again;
    only when there are MOST of a kind apart, which takes an outage of weeks, more is lost.
    """

    def __init__(self, onward: Analytics) -> None:
        self._onward = onward
        self._lock = Lock()
        self._times: Counter[Measure] = Counter()
        self._latest: dict[Measure, datetime] = {}

    def count(self, measures: Sequence[Measure]) -> None:
        """Take note of the measures, for later."""
        with self._lock:
            for one in measures:
                alike = replace(one, at=datetime.min, times=0)
                if alike in self._times or len(self._times) < MOST:
                    self._times[alike] += one.times
                    self._latest[alike] = max(one.at, self._latest.get(alike, one.at))

    def hand_on(self) -> None:
        """Hand on what was gathered; what is not taken stays gathered."""
        with self._lock:
            times, latest = self._times, self._latest
            self._times, self._latest = Counter(), {}
        measures = [replace(alike, at=latest[alike], times=times[alike]) for alike in times]
        if not measures:
            return
        try:
            self._onward.count(measures)
        except Exception as error:  # whatever it is, the next time may go better
            log.warning("%s counts are kept for later: %s", len(measures), type(error).__name__)
            self.count(measures)


class GatheringVisits:
    """What visits there were in sessions: of each session the latest, handed on to the port Sessions.

    What was gathered since the last time is lost in a crash. What was not taken is tried again.
    """

    def __init__(self, onward: Sessions) -> None:
        self._onward = onward
        self._lock = Lock()
        self._latest: dict[str, datetime] = {}

    def touch(self, secret: str, at: datetime) -> None:
        """Take note of the visit, for later."""
        with self._lock:
            self._latest[secret] = max(at, self._latest.get(secret, at))

    def hand_on(self) -> None:
        """Hand on what was gathered; what is not taken stays gathered."""
        with self._lock:
            latest, self._latest = self._latest, {}
        for number, (secret, at) in enumerate(latest.items()):
            try:
                self._onward.touch(secret, at)
            except Exception as error:  # whatever it is, the next time may go better
                log.warning("%s visits are kept for later: %s", len(latest) - number, type(error).__name__)
                for kept in list(latest)[number:]:
                    self.touch(kept, latest[kept])
                return


class Gathering(Protocol):
    """Whoever has something to hand on."""

    def hand_on(self) -> None:
        """Hand on what was gathered."""


def keep_handing_on(*gathering: Gathering) -> None:
    """Have them hand on every few seconds from now on, in a thread, and once more when this process ends in peace."""

    def until_the_end() -> None:
        main = main_thread()
        while main.is_alive():
            main.join(EVERY)
            for each in gathering:
                each.hand_on()

    # Not a daemon, and so waited for at the end: it ends when the main thread has.
    Thread(target=until_the_end, name="gathering").start()
