"""What a database says against a statement, told apart by what may be done about it.

=====================  ==========================================================================================
Unavailable, marked    undone as a whole (deadlock, serialization failure, connection lost): trying again is safe
Unavailable            no room, going down, or took too long: trying again at once would make it worse
LockTimeout            somebody else holds what is needed
OutcomeUnknown         the connection was lost in COMMIT: it may have come through
=====================  ==========================================================================================

Everything else is a mistake of ours and stays what it is.
"""

import logging
from typing import Any

from pyramid_retry import mark_error_retryable
from sqlalchemy import Engine, event

from enrollment.domain.errors import LockTimeout, OutcomeUnknown, Unavailable

log = logging.getLogger(__name__)

UNIQUE_VIOLATION = "23505"
LOCK_NOT_AVAILABLE = "55P03"
COMPLETION_UNKNOWN = "40003"
# The server has undone the transaction: serialization failure, deadlock. Or SQLite's one writer stays another.
UNDONE = ("40", "SQLITE_BUSY", "SQLITE_LOCKED")
# No connection, no room, going down or cancelled, trouble with a disk; a standby that was the primary a moment ago.
OUT_OF_ORDER = ("08", "53", "57", "58", "25006", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")


def tell_faults(engine: Engine) -> None:
    """Have the engine raise what passes by itself as the core's errors, and mark what is worth another try."""
    event.listen(engine, "handle_error", _tell)


def _tell(context: Any) -> Exception | None:
    """Return what to raise instead, where it is to be something else. To raise it here would keep it from others."""
    _leave_out_values(context)
    state = _state(context.original_exception)
    if state == UNIQUE_VIOLATION:
        # Another transaction of the same student came first: the next try will see what it did.
        mark_error_retryable(context.sqlalchemy_exception)
        return None
    fault = _fault(context, state)
    if fault:
        log.warning("the database, %s: %s", state or "unreachable", context.original_exception)
    return fault


def _fault(context: Any, state: str) -> Unavailable | None:
    is_lost = context.is_disconnect
    if state == COMPLETION_UNKNOWN or (is_lost and _is_commit(context)):
        return OutcomeUnknown()
    if state == LOCK_NOT_AVAILABLE:
        return LockTimeout()
    if is_lost or state.startswith(UNDONE):
        undone = Unavailable()
        mark_error_retryable(undone)
        return undone
    return Unavailable() if context.connection is None or state.startswith(OUT_OF_ORDER) else None


def _is_commit(context: Any) -> bool:
    """Whether it was COMMIT that failed; or ROLLBACK, of which the same may safely be said. Neither has a statement."""
    return context.connection is not None and context.statement is None


def _state(error: Any) -> str:
    """Return the SQLSTATE, or SQLite's name for the error; nothing where there is none."""
    if "database is locked" in str(error):
        return "SQLITE_BUSY"
    state: str | None = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return state or ""


def _leave_out_values(context: Any) -> None:
    """Keep the first line of what is said: those below quote values, and tracebacks end in logs."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])
