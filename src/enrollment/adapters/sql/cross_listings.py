"""Cross listings on record: the seats each has, and the sum of what its courses hold."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, func, select, text, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import courses, cross_listings

C, X = courses.c, cross_listings.c
FOUND = text("INSERT INTO cross_listings (name, max_participants) VALUES (:name, 0) ON CONFLICT (name) DO NOTHING")
COUNT = (
    update(cross_listings)
    .where(X.name == bindparam("listing"))
    .values(
        max_participants=bindparam("seats"),
        current_enrollment=bindparam("taken"),
        overbook_allowance=bindparam("over"),
    )
)


def found(statements: Statements, names: Collection[str]) -> None:
    """Have cross listings of these names, those that are new without seats until they are counted."""
    if names:
        statements.execute(FOUND, [{"name": name} for name in names])


def recount(statements: Statements, names: Collection[str], seats: Mapping[str, int]) -> None:
    """Count what is taken of these, give those that ``seats`` names as many, and forget those no course is in."""
    counted = (
        select(X.name, X.max_participants, func.sum(C.current_enrollment).label("taken"))
        .join_from(cross_listings, courses, C.cross_listing == X.name)
        .where(X.name.in_(sorted(names)))
        .group_by(X.name, X.max_participants)
    )
    rows = [
        _counted(row.name, seats.get(row.name, row.max_participants), row.taken) for row in statements.execute(counted)
    ]
    if rows:
        statements.execute(COUNT, rows)
    gone = set(names).difference(row["listing"] for row in rows)
    if gone:
        statements.execute(delete(cross_listings).where(X.name.in_(sorted(gone))))


def _counted(name: str, seats: int, taken: int) -> dict[str, Any]:
    return {"listing": name, "seats": seats, "taken": taken, "over": max(0, taken - seats)}
