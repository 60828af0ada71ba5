"""What was counted, read from memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from enrollment.adapters.memory.records import MemoryRecords, Outgoing
from enrollment.domain.adding_up import Attempts
from enrollment.domain.devices import Device
from enrollment.domain.measures import Count, Days, Kind
from enrollment.domain.metrics import total
from enrollment.domain.receipts import Action
from enrollment.ports.audit import IN_TRANSIT

TELL_OF_ATTEMPTS = frozenset({"student-enrolled", "enrollment-refused"})


class MemoryMeasures:
    """The port Measures over a counter."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def of(self, days: Days) -> Sequence[Count]:
        """Return the counts of those days, in order."""
        with self._records.lock:
            kept = [replace(one, times=times) for one, times in self._records.measures.items()]
        return sorted(one for one in kept if days.first <= one.day <= days.last)

    def totals(self) -> Mapping[tuple[Kind, Device, str], int]:
        """Return how often each has happened ever."""
        totals: Counter[tuple[Kind, Device, str]] = Counter()
        with self._records.lock:
            for one, times in self._records.measures.items():
                totals[one.kind, one.device, one.reason] += times
        return totals

    def attempts(self, days: Days, campus: ZoneInfo, at: datetime) -> Attempts:
        """Return the attempts of those days."""
        since, until = days.instants(campus)
        with self._records.lock:
            receipts = [kept for kept in self._records.receipts.values() if kept.action is Action.ENROLL]
            waiting = [kept for kept in self._records.outbox.values() if self._is_on_its_way(kept, at - IN_TRANSIT)]
            return Attempts(
                measured=total(self.of(days), Kind.ATTEMPT),
                receipts=sum(since <= receipt.at < until for receipt in receipts),
                on_the_way=sum(since <= kept.message.at < until for kept in waiting),
            )

    def _is_on_its_way(self, kept: Outgoing, lately: datetime) -> bool:
        handling = self._records.inbox.get(("analytics", kept.message.id))
        if kept.message.kind not in TELL_OF_ATTEMPTS:
            return False
        if handling is not None:
            return handling.state == "failing"
        return kept.sent_at is None or kept.sent_at >= lately
