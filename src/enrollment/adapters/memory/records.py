"""What is on record: the tables all adapters of this package share."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields
from datetime import datetime
from hashlib import sha256
from threading import RLock
from typing import Any
from uuid import UUID

from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.catalog import Course, Term
from enrollment.domain.deliveries import Delivery
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import (
    ConsentRequestId,
    CourseId,
    EnrollmentId,
    EntryId,
    MessageId,
    PermitId,
    ReceiptId,
    UserId,
)
from enrollment.domain.measures import Count
from enrollment.domain.messages import Message
from enrollment.domain.ranks import Rank
from enrollment.domain.receipts import Receipt
from enrollment.domain.records import LogEntry
from enrollment.domain.rule_book import Scope
from enrollment.domain.waitlist import OPEN, Place, WaitlistEntry
from enrollment.ports.accounts import Account
from enrollment.ports.agenda import Chore
from enrollment.ports.consent_requests import ConsentRequest
from enrollment.ports.permits import Grant
from enrollment.ports.plans import PlanLine
from enrollment.ports.refresh_tokens import RefreshToken


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKey:
    """An idempotency key as it was first used, and the receipt that answers it."""

    fingerprint: str
    receipt_id: ReceiptId
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSession:
    """A session: whose, since when, and when the person was last seen."""

    user_id: UserId
    started_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message on its way out: claimable again from ``claimed_until`` on, never again once it is sent."""

    message: Message
    claimed_until: datetime | None = None
    attempts: int = 0
    last_error: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What became of a message with one consumer: ``failing`` while it is to be tried again, ``dead`` when parked."""

    state: str
    at: datetime
    attempts: int = 0
    last_error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEdition:
    """An edition of the rule book: what it published, as text."""

    by: str
    at: datetime
    bodies: Mapping[Scope, str]


@dataclass(slots=True, kw_only=True)
class MemoryRecords:
    """The tables. Whoever reads or writes them holds ``lock``; the values in them never change."""

    lock: Any = field(default_factory=RLock)
    accounts: dict[UserId, Account] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    courses: dict[CourseId, Course] = field(default_factory=dict)
    enrollments: dict[EnrollmentId, Enrollment] = field(default_factory=dict)
    receipts: dict[ReceiptId, Receipt] = field(default_factory=dict)
    keys: dict[tuple[UserId, str], KeptKey] = field(default_factory=dict)
    log: list[LogEntry] = field(default_factory=list)
    outbox: dict[MessageId, Outgoing] = field(default_factory=dict)  # in the order they were put
    inbox: dict[tuple[str, MessageId], Handling] = field(default_factory=dict)  # by consumer
    deliveries: dict[MessageId, Delivery] = field(default_factory=dict)
    measures: Counter[Count] = field(default_factory=Counter)  # by what was counted, its ``times`` being 0
    sessions: dict[str, KeptSession] = field(default_factory=dict)  # by the hash of the secret
    refresh_tokens: dict[str, RefreshToken] = field(default_factory=dict)  # by the hash of the secret
    academic_records: dict[UserId, AcademicRecord] = field(default_factory=dict)
    permits: dict[PermitId, Grant] = field(default_factory=dict)
    consent_requests: dict[ConsentRequestId, ConsentRequest] = field(default_factory=dict)
    plans: dict[UserId, tuple[PlanLine, ...]] = field(default_factory=dict)
    rule_editions: list[KeptEdition] = field(default_factory=list)  # the first is edition 1
    entries: dict[EntryId, WaitlistEntry] = field(default_factory=dict)
    ranks: dict[tuple[CourseId, EntryId], Rank] = field(default_factory=dict)
    last_in_line: Counter[CourseId] = field(default_factory=Counter)
    watches: dict[tuple[UserId, CourseId], datetime] = field(default_factory=dict)
    agenda: dict[tuple[CourseId, Chore], datetime] = field(default_factory=dict)
    leases: dict[tuple[CourseId, Chore], datetime] = field(default_factory=dict)  # of what is being done

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Have all that is done meanwhile be kept as a whole, or undone where an error is raised; nobody else acts."""
        with self.lock:
            before = {one.name: copy(getattr(self, one.name)) for one in fields(self) if one.name != "lock"}
            try:
                yield
            except BaseException:
                for name, table in before.items():
                    setattr(self, name, table)
                raise

    def line(self, course_id: CourseId) -> list[WaitlistEntry]:
        """Return the entries that wait for the course, by rank."""
        waiting = (entry for entry in self.entries.values() if entry.is_waiting and course_id in entry.courses)
        return sorted(waiting, key=lambda entry: self.ranks[course_id, entry.id])

    def place(self, course_id: CourseId, student_id: UserId) -> Place | None:
        """Return where the student stands in the course: in line, or with an offer; there is one place at most."""
        for entry in self.entries.values():
            if entry.student_id == student_id and course_id in entry.courses and entry.status in OPEN:
                return self.place_of(entry, course_id)
        return None

    def place_of(self, entry: WaitlistEntry, course_id: CourseId) -> Place:
        """Return where an open entry stands in the course."""
        if not entry.is_waiting:
            return Place(entry_id=entry.id, course_id=course_id, expires_at=entry.expires_at)
        return Place(entry_id=entry.id, course_id=course_id, position=self.line(course_id).index(entry) + 1)

    def live_of(self, student_id: UserId) -> Iterator[Enrollment]:
        """Yield the student's live enrollments."""
        return (held for held in self.enrollments.values() if held.student_id == student_id and held.is_live)

    def live(self, course_id: CourseId, student_id: UserId | None) -> Enrollment | None:
        """Return the live enrollment of the student in the course; there is at most one."""
        if student_id is None:
            return None
        return next((held for held in self.live_of(student_id) if held.course_id == course_id), None)

    def undecided(self, student_id: UserId, course_id: CourseId) -> ConsentRequest | None:
        """Return the student's request for consent to the course that is still undecided; there is at most one."""
        requests = self.consent_requests.values()
        return next(
            (
                request
                for request in requests
                if (request.student_id, request.course_id) == (student_id, course_id) and request.decided_at is None
            ),
            None,
        )

    def tokens_of(self, family: UUID) -> Iterator[str]:
        """Yield the hashes under which the family's refresh tokens are kept."""
        return (kept for kept, token in self.refresh_tokens.items() if token.family == family)


def hashed(secret: str) -> str:
    """Return what is kept of a secret."""
    return sha256(secret.encode()).hexdigest()
