"""The statements that decide over a seat and keep the whole record of it: each one round trip.

PostgreSQL runs one as data-modifying CTEs; SQLite, which has none, as a trigger on a view (sqlite_claims).
Both are made from the same two things below: what the decision changes, and which columns are kept of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, Executable, String, TextClause, Uuid, bindparam, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.visitors import InternalTraversal

from enrollment.adapters.sql.types import Instant, Json

# What the seat is guarded by in the very statement that takes it, whatever was read before.
SEAT_REMAINS = """
    status = 'published'
    AND (max_participants IS NULL OR current_enrollment < max_participants)
    AND (registration_opens_at IS NULL OR registration_opens_at <= {at})
    AND (registration_deadline IS NULL OR {at} < registration_deadline)
"""
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
    },
    "user_activity_logs": {
        "user_id": "student_id",
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
    "enrollment_id": Uuid,
    "receipt_id": Uuid,
    "at": Instant,
    "status": String,
    "action": String,
    "rules_version": String,
    "reasons": Json,
    "enrollment": Json,
    "details": Json,
    "address": String,
    "door": String,
    "request_id": String,
    "key": String,
    "fingerprint": String,
    "messages": Json,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One decision: its name, what it changes first, and which parameters it takes. ``{x}`` stands for one."""

    name: str
    parameters: tuple[str, ...]
    decided: str
    effect: str | None = None


_OF_RECORD = tuple(name for name in TYPES if name not in ("enrollment_id", "status"))
ADMIT = Claim(
    "admission",
    tuple(TYPES),
    decided=f"""UPDATE courses SET current_enrollment = current_enrollment + 1
        WHERE id = {{course_id}} AND {SEAT_REMAINS}""",
    effect="""INSERT INTO course_enrollments (id, course_id, student_id, status, enrollment_date)
        SELECT {enrollment_id}, {course_id}, {student_id}, {status}, {at}""",
)
RELEASE = Claim(
    "release",
    tuple(TYPES),
    decided="""UPDATE course_enrollments SET status = {status}, ended_at = {at}
        WHERE id = {enrollment_id} AND status IN ('approved', 'pending_payment')""",
    effect="UPDATE courses SET current_enrollment = current_enrollment - 1 WHERE id = {course_id}",
)
KEEP = Claim(
    "decision",
    tuple(name for name in TYPES if name not in ("enrollment_id", "status")),
    decided="SELECT 1",
)


def on_postgresql(claim: Claim) -> TextClause:
    """Return the claim as one statement that returns a row when it was decided, and else changes nothing."""
    bound = {name: f":{name}" for name in claim.parameters}
    returning = " RETURNING 1" if claim.effect else ""
    steps = [f"decided AS ({claim.decided.format_map(bound)}{returning})"]
    if claim.effect:
        once = " FROM decided" if claim.effect.startswith("INSERT") else " AND EXISTS (SELECT 1 FROM decided)"
        steps.append(f"effect AS ({claim.effect.format_map(bound)}{once})")
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


class ClaimStatement(Executable, ClauseElement):
    """A claim as a statement; each dialect compiles it its own way, once."""

    # What tells one claim from another in SQLAlchemy's cache of compiled statements.
    inherit_cache = True
    _traverse_internals = [("name", InternalTraversal.dp_string)]  # noqa: RUF012 - as SQLAlchemy declares it

    def __init__(self, claim: Claim) -> None:
        self.name = claim.name
        self.on = {"postgresql": on_postgresql(claim), "sqlite": on_sqlite(claim)}


@compiles(ClaimStatement)
def _compile(statement: ClaimStatement, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(statement.on[compiler.dialect.name], **kw))
