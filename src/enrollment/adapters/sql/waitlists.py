"""Waitlists, over SQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Uuid, bindparam, select, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.entries import add_entry, put_entry, skip_entries
from enrollment.adapters.sql.lines import read_in_line, read_lapsed, read_line, read_own, read_stirring
from enrollment.adapters.sql.locks import lock
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.queues import read_queue, read_queued
from enrollment.adapters.sql.tables import (
    course_enrollments,
    courses,
    users,
    waitlist_entries,
    waitlist_places,
    waitlist_swaps,
)
from enrollment.adapters.sql.waitlist_rows import ENTRY, read_entry
from enrollment.domain.enrollments import HELD
from enrollment.domain.identifiers import CourseId, EntryId, UserId
from enrollment.domain.ranks import Rank, moved
from enrollment.domain.waitlist import EntryStatus, Place, WaitlistEntry
from enrollment.ports.waitlists import InLine, Queued, Waiting

C, E, P, S = courses.c, waitlist_entries.c, waitlist_places.c, waitlist_swaps.c
HOLD = Prepared(
    select(users.c.id)
    .where(users.c.id == bindparam("student_id", type_=Uuid))
    .with_for_update(of=users, key_share=True, skip_locked=True)
)
RERANK = (
    update(waitlist_places)
    .where(P.entry_id == bindparam("entry", type_=Uuid), P.course_id == bindparam("course", type_=Uuid))
    .values(precedence=bindparam("before"), sequence=bindparam("number"))
)


class SqlWaitlists:
    """The port Waitlists, in the caller's transaction: the courses' rows are the locks."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def lock(self, course_ids: Collection[CourseId], *, patiently: bool) -> None:
        """Lock the rows, course by course."""
        for course_id in self._in_order(list(course_ids)):
            lock(self._statements, course_id, patiently=patiently)

    def _in_order(self, ids: Sequence[CourseId]) -> Sequence[CourseId]:
        """Return them in the order in which seats are taken, whatever the database's collation makes of names."""
        if len(ids) < 2:
            return ids
        rows = self._statements.execute(select(C.cross_listing, C.id).where(C.id.in_(ids)))
        return [course_id for _, course_id in sorted((row.cross_listing or "", row.id) for row in rows)]

    def hold(self, student_id: UserId) -> bool:
        """Lock the student's row, passing over it where somebody else has."""
        return self._statements.first(HOLD, {"student_id": student_id}) is not None

    def queue(self, course_id: CourseId, *, after: Rank | None, limit: int) -> Sequence[Queued]:
        """Read who waits behind that rank."""
        return read_queue(self._statements, course_id, after, limit)

    def queued(self, entry_id: EntryId, course_id: CourseId) -> Queued | None:
        """Read the same of one entry."""
        return read_queued(self._statements, entry_id, course_id)

    def join(self, entry: WaitlistEntry) -> Mapping[CourseId, Place]:
        """Number the places, and insert them."""
        return add_entry(self._statements, entry)

    def put(self, entry: WaitlistEntry) -> None:
        """Write the entry, and its places if it leaves the line."""
        put_entry(self._statements, entry)

    def skip(self, entries: Collection[WaitlistEntry]) -> None:
        """Write what they were skipped for."""
        skip_entries(self._statements, entries)

    def move(self, entry_id: EntryId, course_id: CourseId, *, position: int) -> int | None:
        """Read the line, and write the ranks that change; twice, since no two places may have one number meanwhile."""
        line = read_line(self._statements, course_id)
        if entry_id not in dict(line):
            return None
        changed = moved(line, entry_id, position)
        for sign in (-1, 1):
            rows = [
                {"entry": one, "course": course_id, "before": rank.precedence, "number": sign * rank.sequence}
                for one, rank in changed
            ]
            if rows:
                self._statements.execute(RERANK, rows)
        ordered = sorted(dict(line) | dict(changed), key=(dict(line) | dict(changed)).__getitem__)
        return ordered.index(entry_id) + 1

    def of(self, student_id: UserId) -> Sequence[Waiting]:
        """Read the student's open entries."""
        return read_own(self._statements, student_id)

    def find(self, entry_id: EntryId) -> WaitlistEntry | None:
        """Read one entry."""
        row = self._statements.execute(select(*ENTRY).where(E.id == entry_id)).first()
        return read_entry(*row) if row else None

    def line(self, course_id: CourseId, limit: int, offset: int = 0) -> Sequence[InLine]:
        """Read a page of who is in line."""
        return read_in_line(self._statements, course_id, limit, offset)

    def lapsed(self, at: datetime, limit: int) -> Sequence[WaitlistEntry]:
        """Read offers that are over."""
        return read_lapsed(self._statements, at, limit)

    def swaps_from(self, course_ids: Collection[CourseId]) -> Sequence[WaitlistEntry]:
        """Read who would give up a seat there."""
        held = (
            select(S.entry_id)
            .join_from(waitlist_swaps, course_enrollments)
            .where(S.course_id.in_(course_ids), course_enrollments.c.status.in_(sorted(HELD)))
        )
        found = (
            select(*ENTRY)
            .join_from(waitlist_entries, waitlist_places, P.entry_id == E.id)
            .where(E.id.in_(held), E.status == EntryStatus.WAITING.value)
            .order_by(P.precedence, P.sequence, E.id)
        )
        entries = [read_entry(*row) for row in self._statements.execute(found)]
        return [entry for entry in entries if len(entry.courses) == len(entry.gives_up) == 1]

    def stirring(self) -> Sequence[CourseId]:
        """Read the courses that have both."""
        return read_stirring(self._statements)

    def sharing(self, course_id: CourseId) -> Sequence[CourseId]:
        """Read the courses of the same cross listing."""
        shared = select(C.cross_listing).where(C.id == course_id).scalar_subquery()
        others = select(C.id).where(C.cross_listing == shared, C.id != course_id, C.waiting > 0).order_by(C.id)
        return list(self._statements.execute(others).scalars())
