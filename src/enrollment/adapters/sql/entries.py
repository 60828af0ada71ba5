"""Entries put on record, with their places in line and what they give up. The courses are locked."""

from collections.abc import Collection, Mapping

from sqlalchemy import Uuid, bindparam, delete, func, insert, select, text, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.tables import courses, waitlist_entries, waitlist_places, waitlist_swaps
from enrollment.adapters.sql.types import Json
from enrollment.adapters.sql.waiting_facts import IS_WAITING
from enrollment.adapters.sql.waitlist_rows import entry_row, swap_rows
from enrollment.domain.identifiers import CourseId
from enrollment.domain.waitlist import OPEN, Place, WaitlistEntry

C, E, P, S = courses.c, waitlist_entries.c, waitlist_places.c, waitlist_swaps.c
ENTRY, COURSE = bindparam("entry", type_=Uuid), bindparam("course", type_=Uuid)
NUMBER = (
    update(courses)
    .where(C.id == COURSE)
    .values(last_in_line=C.last_in_line + 1, waiting=C.waiting + 1)
    .returning(C.last_in_line)
)
# The position of the last of those whose priority is the usual one.
POSITION = select(func.count()).where(
    P.course_id == COURSE, P.status == IS_WAITING, P.precedence <= 0, P.sequence <= bindparam("number")
)
PUT = update(waitlist_entries).where(E.id == ENTRY)
NO_SWAPS = delete(waitlist_swaps).where(S.entry_id == ENTRY)
# Ids as one value: a line has hundreds, and to hand each over takes longer than the statement.
_ENTRIES, _CODES = bindparam("entries", type_=Json), bindparam("codes", type_=Json)
IN_ORDER = Prepared(
    text(
        """SELECT 1 FROM waitlist_entries
        WHERE id IN (SELECT CAST(one AS uuid) FROM jsonb_array_elements_text(:entries) AS one)
        ORDER BY id FOR UPDATE"""
    ).bindparams(_ENTRIES),
    sqlite=text("SELECT 1 WHERE :entries IS NULL").bindparams(_ENTRIES),  # there is one writer
)
SKIPPED = Prepared(
    text(
        """UPDATE waitlist_entries SET skipped = :codes
        WHERE id IN (SELECT CAST(one AS uuid) FROM jsonb_array_elements_text(:entries) AS one) RETURNING 1"""
    ).bindparams(_ENTRIES, _CODES),
    sqlite=text(
        """UPDATE waitlist_entries SET skipped = :codes
        WHERE id IN (SELECT replace(value, '-', '') FROM json_each(:entries)) RETURNING 1"""
    ).bindparams(_ENTRIES, _CODES),
)
LEAVE = (
    update(courses)
    .where(C.id.in_(select(P.course_id).where(P.entry_id == ENTRY, P.status == IS_WAITING)))
    .values(waiting=C.waiting - 1)
)
STAND = update(waitlist_places).where(P.entry_id == ENTRY).values(status=bindparam("stands"))


def add_entry(statements: Statements, entry: WaitlistEntry) -> Mapping[CourseId, Place]:
    """Number the places of a new entry, and insert them."""
    statements.execute(insert(waitlist_entries), entry_row(entry))
    places = {course_id: _number(statements, entry, course_id) for course_id in entry.courses}
    _put_swaps(statements, entry)
    return places


def put_entry(statements: Statements, entry: WaitlistEntry) -> None:
    """Write the entry, and its places if it leaves the line."""
    this = {"entry": entry.id}
    statements.execute(PUT, {**entry_row(entry), **this})
    if entry.status in OPEN:
        statements.execute(NO_SWAPS, this)
        _put_swaps(statements, entry)
    if not entry.is_waiting:
        statements.execute(LEAVE, this)
        statements.execute(STAND, {**this, "stands": entry.status.value})


def skip_entries(statements: Statements, entries: Collection[WaitlistEntry]) -> None:
    """Write what they were skipped for, all at once that were for the same.

    They are locked by id first, for two lines may have the same entries in another order.
    """
    alike: dict[tuple[str, ...], list[str]] = {}
    for entry in entries:
        alike.setdefault(entry.skipped, []).append(str(entry.id))
    if len(entries) > 1:
        statements.all(IN_ORDER, {"entries": [str(entry.id) for entry in entries]})
    for codes, ids in alike.items():
        statements.all(SKIPPED, {"entries": ids, "codes": list(codes)})


def _number(statements: Statements, entry: WaitlistEntry, course_id: CourseId) -> Place:
    number = statements.execute(NUMBER, {"course": course_id}).scalar_one()
    place = {
        "entry_id": entry.id,
        "course_id": course_id,
        "student_id": entry.student_id,
        "status": entry.status.value,
        "sequence": number,
    }
    statements.execute(insert(waitlist_places), place)
    position = statements.execute(POSITION, {"course": course_id, "number": number}).scalar_one()
    return Place(entry_id=entry.id, course_id=course_id, position=position)


def _put_swaps(statements: Statements, entry: WaitlistEntry) -> None:
    if entry.gives_up:
        statements.execute(insert(waitlist_swaps), swap_rows(entry))
