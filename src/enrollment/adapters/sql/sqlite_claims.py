"""Claims on SQLite: views whose triggers do what data-modifying CTEs do on PostgreSQL.

They are temporary, made anew on each connection, so that they are code and need no migration.
"""

from typing import Any

from enrollment.adapters.sql import seat_claims
from enrollment.adapters.sql.claims import ANSWER, RECORD, Claim, insert_into


def install_claims(connection: Any) -> None:
    """Create the views and their triggers on a DBAPI connection."""
    for claim in seat_claims.CLAIMS:
        connection.execute(_view(claim))
        connection.execute(_trigger(claim))


def _view(claim: Claim) -> str:
    columns = ", ".join(f'NULL AS "{name}"' for name in claim.parameters)
    return f"CREATE TEMP VIEW {claim.name} AS SELECT {columns}"


def _trigger(claim: Claim) -> str:
    given = {name: f'NEW."{name}"' for name in claim.parameters}
    # Nobody else writes meanwhile, so that there is nothing to lock: what would be locked is read where it is asked.
    rows = {name: f"({query.format_map(given)})" for name, query in claim.locks}
    steps = [claim.decided.format_map(given | rows)]
    if claim.may_fail:
        # Nothing was decided: leave the trigger here, with nothing changed and no row to return.
        steps.append("SELECT RAISE(IGNORE) WHERE changes() = 0")
        steps += [effect.format_map(given | rows) for effect in claim.effects]
    for table, columns in RECORD.items():
        steps.append(insert_into(table, columns, given))
    steps.append(f"{insert_into('idempotency_keys', ANSWER, given)} WHERE {given['key']} IS NOT NULL")
    steps.append(
        "INSERT INTO outbox (id, kind, body, at) "
        "SELECT replace(json_extract(value, '$.id'), '-', ''), json_extract(value, '$.kind'), "
        f"json_extract(value, '$.body'), {given['at']} FROM json_each({given['messages']})"
    )
    body = "; ".join(steps)
    return f"CREATE TEMP TRIGGER do_{claim.name} INSTEAD OF INSERT ON {claim.name} BEGIN {body}; END"
