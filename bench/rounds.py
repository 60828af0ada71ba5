"""Measuring in turn: one after the other, again and again, so that whatever else happens, happens to each of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import click

from bench.load import Measured, press
from bench.serving import Server

CREATED = (b"201", b'"approved"')


@dataclass(slots=True, kw_only=True)
class Target:
    """What is measured: requests to a server, and what they are to be answered. ``answers`` counts over all rounds."""

    server: Server
    requests: Iterator[bytes]
    clients: int = 16
    wanted: tuple[bytes, bytes] = CREATED
    answers: int = field(default=0, init=False)

    def measure(self, seconds: float) -> "Round":
        """Measure once."""
        before = self.server.cpu_seconds()
        seen = press(self.server.address, self.requests, clients=self.clients, seconds=seconds, wanted=self.wanted)
        self.answers += seen.answers
        return Round(seen=seen, cpu_ms=(self.server.cpu_seconds() - before) * 1000 / seen.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What was seen of one target, and the processor time its web processes used for each answer."""

    seen: Measured
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Series:
    """All rounds of one target."""

    rounds: Sequence[Round]

    @property
    def per_s(self) -> float:
        """The median of the answers a second."""
        return median(one.seen.per_s for one in self.rounds)

    @property
    def cpu_ms(self) -> float:
        """The median of the processor time for an answer, in milliseconds."""
        return median(one.cpu_ms for one in self.rounds)

    def percentile(self, percent: float) -> float:
        """Return the median of the rounds' percentiles, in milliseconds."""
        return median(one.seen.percentile(percent) for one in self.rounds)

    def to(self, other: "Series") -> float:
        """Return how this compares with the other: the median of the ratios of rounds that followed each other."""
        return median(a.seen.per_s / b.seen.per_s for a, b in zip(self.rounds, other.rounds, strict=True))


def in_turn(targets: Mapping[str, Target], *, rounds: int, seconds: float) -> Mapping[str, Series]:
    """Measure each target for so many seconds, in turn, so many times, after a round that does not count."""
    seen: dict[str, list[Round]] = {name: [] for name in targets}
    for number in range(rounds + 1):
        for name, target in targets.items():
            measured = target.measure(seconds if number else min(seconds, 1.0))
            if number:
                seen[name].append(measured)
    series = {name: Series(found) for name, found in seen.items()}
    for name, one in series.items():
        click.echo(
            f"  {name:<34} {one.per_s:8.0f} /s   p50 {one.percentile(50):6.1f}   p95 {one.percentile(95):6.1f} ms"
            f"   cpu {one.cpu_ms:6.3f} ms"
        )
    return series
