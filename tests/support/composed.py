"""Use cases over adapters, without a web or a wiring."""

from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from enrollment.application.composition import compose, ports_of
from enrollment.ports.clock import Clock
from enrollment.ports.persistence import Persistence

T = TypeVar("T")
CAMPUS = ZoneInfo("America/Los_Angeles")


def composed(kind: type[T], ports: Persistence, clock: Any, campus: ZoneInfo = CAMPUS) -> T:
    """Return the use case over the ports, on a campus whose clock that is."""
    return compose(kind, {**ports_of(ports), Clock: clock, ZoneInfo: campus})
