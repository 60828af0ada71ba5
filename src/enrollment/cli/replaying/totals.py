"""What a recorded term comes to, counted."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from enrollment.cli.replaying.recorded import Recorded, State

# What was recorded besides, and cannot be counted from the changes alone.
NOT_IN_CHANGES = frozenset({"snapshots", "median_snapshot_gap_s_add_drop"})


def totals(recorded: Recorded) -> Mapping[str, int]:
    """Return the totals, by the names the campuses' files have for them."""
    states = [state for section in recorded.sections for state in section.states]
    steps = list(_steps(recorded))
    counted = {
        "sections": len(recorded.sections),
        "changes": len(states),
        "enrol_plus": sum(max(after.enrolled - before.enrolled, 0) for before, after in steps),
        "enrol_minus": sum(max(before.enrolled - after.enrolled, 0) for before, after in steps),
        "wait_plus": sum(max(after.waiting - before.waiting, 0) for before, after in steps),
        "wait_minus": sum(max(before.waiting - after.waiting, 0) for before, after in steps),
        "capacity_changes": sum(before.seats != after.seats for before, after in steps),
        "sections_ever_full": _ever(recorded, lambda state: state.available <= 0),
        "sections_ever_waitlisted": _ever(recorded, lambda state: state.waiting > 0),
        "sections_with_reserved_quota": _ever(recorded, lambda state: state.reserved),
        "max_wait_one_section": max(state.waiting for state in states),
        "rows_enrol_over_quota": sum(state.enrolled > state.seats for state in states),
        "promotions_same_step": sum(promoted(before, after) for before, after in steps),
        "promotions_at_22h": sum(promoted(before, after) for before, after in steps if after.at.hour == 22),
    }
    return counted | {"quota_changes": counted["capacity_changes"]}


def mismatches(recorded: Recorded) -> Iterator[str]:
    """Yield a line for each total that is not what it should be."""
    found = totals(recorded)
    for name, number in recorded.expected.items():
        if name not in NOT_IN_CHANGES and found.get(name) != number:
            yield f"{name}: {number} expected, {found.get(name)} found"


def promoted(before: State, after: State) -> int:
    """Return how many came from the line to a seat in that step, as far as it shows."""
    left, came = before.waiting - after.waiting, after.enrolled - before.enrolled
    return min(left, came) if left > 0 and came > 0 else 0


def _steps(recorded: Recorded) -> Iterator[tuple[State, State]]:
    for section in recorded.sections:
        yield from pairwise(section.states)


def _ever(recorded: Recorded, holds: Callable[[State], bool]) -> int:
    return sum(any(map(holds, section.states)) for section in recorded.sections)
