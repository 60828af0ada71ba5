"""What students and staff asked for in a step of a recorded term; what became of it is left aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from enrollment.cli.replaying.recorded import Section, State
from enrollment.cli.replaying.totals import promoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What was asked for in one section, in this order: another number of seats, drops, leaves, and seats.

    ``wants`` are those who came for a seat: they took one, or began to wait. Who came from the line to a seat is not
    among them: whether somebody does is the product's to say. ``after`` is the campus's own state then.
    """

    section: Section
    drops: int
    leaves: int
    wants: int
    limit: int | None
    is_resized: bool
    after: State

    @property
    def acts(self) -> int:
        """How much it is."""
        return self.drops + self.leaves + self.wants + self.is_resized


def demand_between(section: Section, before: State, after: State) -> Demand:
    """Return what leads from one state of the section to the next.

    Only net changes are recorded: a seat that was given up and given on within a step shows as one who left the line.
    """
    came = promoted(before, after)
    return Demand(
        section=section,
        drops=max(before.enrolled - after.enrolled, 0),
        leaves=max(before.waiting - after.waiting, 0) - came,
        wants=max(after.enrolled - before.enrolled, 0) - came + max(after.waiting - before.waiting, 0),
        limit=after.limit,
        is_resized=before.limit != after.limit,
        after=after,
    )


def demand_at_first(section: Section) -> Demand:
    """Return what leads to the first state that is known of the section."""
    first = section.states[0]
    wants = first.enrolled + first.waiting
    return Demand(section=section, drops=0, leaves=0, wants=wants, limit=first.limit, is_resized=False, after=first)


def steps_of(sections: Iterable[Section]) -> Sequence[tuple[datetime, Sequence[Demand]]]:
    """Return the demands in the order of time, those of one instant together."""
    known = list(sections)
    demands = [demand_at_first(one) for one in known]
    demands += [demand_between(one, *pair) for one in known for pair in pairwise(one.states)]
    demands.sort(key=lambda demand: (demand.after.at, demand.section.key))
    return [(at, list(some)) for at, some in groupby(demands, key=lambda demand: demand.after.at)]
