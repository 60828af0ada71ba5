"""The agenda, kept in memory."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.identifiers import CourseId
from enrollment.ports.agenda import LEASE, Chore, Due


class MemoryAgenda:
    """The port Agenda over dicts: what is to be done, and what is being done."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def put(self, course_id: CourseId, chore: Chore, at: datetime) -> None:
        """Have it done from that instant on, or from the one before it."""
        with self._records.lock:
            due = self._records.agenda.get((course_id, chore), at)
            self._records.agenda[course_id, chore] = min(at, due)

    def of(self, course_id: CourseId) -> Mapping[Chore, datetime]:
        """Return what is to be done for the course."""
        with self._records.lock:
            ahead = {**self._records.leases, **self._records.agenda}
            return {chore: at for (about, chore), at in ahead.items() if about == course_id}

    def due_since(self, at: datetime) -> datetime | None:
        """Return since when."""
        with self._records.lock:
            return min((due_at for due_at, _, _ in self._due(at)), default=None)

    def take(self, at: datetime) -> Due | None:
        """Take up what has been due longest."""
        with self._records.lock:
            longest = min(self._due(at), default=None)
            if longest is None:
                return None
            _, chore, course_id = longest
            if self._records.agenda.get((course_id, chore), at) <= at:
                self._records.agenda.pop((course_id, chore), None)
            self._records.leases[course_id, chore] = at + LEASE
            return Due(course_id=course_id, chore=chore, leased_until=at + LEASE)

    def done(self, due: Due) -> None:
        """Strike off what is being done; what was put there anew stays."""
        with self._records.lock:
            if self._records.leases.get((due.course_id, due.chore)) == due.leased_until:
                del self._records.leases[due.course_id, due.chore]

    def _due(self, at: datetime) -> Iterator[tuple[datetime, Chore, CourseId]]:
        """Yield what is due then: by itself, or since its lease is over."""
        for instants in (self._records.agenda, self._records.leases):
            yield from ((due_at, chore, course_id) for (course_id, chore), due_at in instants.items() if due_at <= at)
