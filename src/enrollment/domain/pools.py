"""Reserved seats: pools that partition a course's capacity, and capacities that several courses share."""

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.groups import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Seats of a course kept for a group, until ``releases_at``; what is unused then is for everybody.

    Pools never add to a course's seats. Of several that include a student the most specific, which is the first,
    gives the seat. No two of a course have a group of one name. ``released``: it is on record as released.
    """

    group: Group
    seats: int
    taken: int = 0
    releases_at: datetime | None = None
    released: bool = False

    def is_released(self, at: datetime) -> bool:
        """Whether the unused seats are for everybody at that instant."""
        return self.released or (self.releases_at is not None and at >= self.releases_at)

    def is_due(self, at: datetime) -> bool:
        """Whether its unused seats are everybody's at that instant, and not yet on record as such."""
        return not self.released and self.is_released(at)

    def unused(self, at: datetime) -> int:
        """How many seats are still kept for the group at that instant."""
        return 0 if self.is_released(at) else max(0, self.seats - self.taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCapacity:
    """The seats that cross-listed courses have between them; each course's own limit holds besides.

    The rules may use a ``name`` again in another term; on record it begins with the term.
    """

    name: str
    max_participants: int
    current_enrollment: int = 0

    @property
    def free(self) -> int:
        """How many are free, never below 0."""
        return max(0, self.max_participants - self.current_enrollment)
