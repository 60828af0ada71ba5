"""The statements that decide over a seat and keep the whole record of it: each one round trip.

PostgreSQL runs one as data-modifying CTEs; SQLite, which has none, as a trigger on a view (sqlite_claims).
Both are made from the same two things: what the decision changes (seat_claims), and which columns are kept of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, String, TextClause, Uuid, bindparam, text

from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.types import Instant, Json

# Table by table, the columns kept of a decision and the parameters they come from.
RECORD: Mapping[str, Mapping[str, str]] = {
    "receipts": {
        "id": "receipt_id",
        "action": "action",
        "user_id": "student_id",
        "course_id": "course_id",
        "at": "at",
        "rules_version": "rules_version",
        "reasons": "reasons",
        "enrollment": "enrollment",
        "place": "place",
    },
    "user_activity_logs": {
        "user_id": "acted_by",
        "action": "action",
        "details": "details",
        "timestamp": "at",
        "address": "address",
        "door": "door",
        "request_id": "request_id",
    },
}
ANSWER = {
    "user_id": "student_id",
    "key": "key",
    "fingerprint": "fingerprint",
    "receipt_id": "receipt_id",
    "created_at": "at",
}
TYPES: Mapping[str, Any] = {
    "course_id": Uuid,
    "student_id": Uuid,
    "acted_by": Uuid,
    "enrollment_id": Uuid,
    "receipt_id": Uuid,
    "at": Instant,
    "status": String,
    "action": String,
    "rules_version": String,
    "reasons": Json,
    "enrollment": Json,
    "place": Json,
    "details": Json,
    "address": String,
    "door": String,
    "request_id": String,
    "key": String,
    "fingerprint": String,
    "messages": Json,
    "pool": String,
    "shared": String,
    "locked": Boolean,
}
# What belongs to every decision; a claim of a seat takes more besides.
OF_RECORD = tuple(name for name in TYPES if name not in ("enrollment_id", "status", "pool", "shared", "locked"))


@dataclass(frozen=True, slots=True)
class Claim:
    """One decision: its name, which parameters it takes, what it changes first, and what follows from that.

    ``{x}`` stands for a parameter, or for the rows of one of the ``locks``: queries whose rows are locked first, in
    their order, and are then as they will be changed. What is ``decided`` and locks before ends in a condition.
    """

    name: str
    parameters: tuple[str, ...]
    decided: str
    effects: tuple[str, ...] = ()
    locks: tuple[tuple[str, str], ...] = ()

    @property
    def may_fail(self) -> bool:
        """Whether what is decided is a change, which may find nothing to change."""
        return self.decided.startswith("UPDATE")


def prepared(claim: Claim) -> Prepared:
    """Return the claim as a statement; it returns a row when it was decided."""
    return Prepared(on_postgresql(claim), sqlite=on_sqlite(claim))


def on_postgresql(claim: Claim) -> TextClause:
    """Return the claim as one statement that returns a row when it was decided, and else changes nothing."""
    bound = {name: f":{name}" for name in claim.parameters} | {name: name for name, _ in claim.locks}
    steps, after = [], ""
    for name, query in claim.locks:
        steps.append(f"{name} AS ({query.format_map(bound)}{after} FOR NO KEY UPDATE)")
        after += f" AND (SELECT count(*) FROM {name}) >= 0"  # always so, but what comes after waits for it
    returning = " RETURNING 1" if claim.may_fail else ""
    steps.append(f"decided AS ({claim.decided.format_map(bound)}{after}{returning})")
    for number, effect in enumerate(claim.effects):
        once = " FROM decided" if effect.startswith("INSERT") else " AND EXISTS (SELECT 1 FROM decided)"
        steps.append(f"effect_{number} AS ({effect.format_map(bound)}{once})")
    for table, columns in RECORD.items():
        steps.append(f"kept_{table} AS ({insert_into(table, columns, bound)} FROM decided)")
    answered = insert_into("idempotency_keys", ANSWER, bound)
    steps.append(f"answered AS ({answered} FROM decided WHERE CAST(:key AS text) IS NOT NULL)")
    steps.append(
        """told AS (INSERT INTO outbox (id, kind, body, at) SELECT m.id, m.kind, m.body, :at
        FROM decided, jsonb_to_recordset(:messages) AS m(id uuid, kind text, body jsonb))"""
    )
    return _typed(f"WITH {', '.join(steps)} SELECT 1 FROM decided", claim)


def insert_into(table: str, columns: Mapping[str, str], given: Mapping[str, str]) -> str:
    """Return an insert of the columns, each from what is given for its parameter."""
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) SELECT {', '.join(given[name] for name in columns.values())}"


def _typed(sql: str, claim: Claim) -> TextClause:
    return text(sql).bindparams(*(bindparam(name, type_=TYPES[name]) for name in claim.parameters))


def on_sqlite(claim: Claim) -> TextClause:
    """Return the same as an insert into the claim's view, whose trigger does the work."""
    columns = ", ".join(f'"{name}"' for name in claim.parameters)
    values = ", ".join(f":{name}" for name in claim.parameters)
    return _typed(f"INSERT INTO {claim.name} ({columns}) VALUES ({values}) RETURNING 1", claim)
