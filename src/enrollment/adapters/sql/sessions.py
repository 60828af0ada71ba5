"""Sessions of signed-in people, over SQL."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, or_, select, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.hashing import hashed
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.rows import USER, read_user
from enrollment.adapters.sql.tables import sessions, users
from enrollment.domain.identifiers import UserId
from enrollment.ports.sessions import ABSOLUTE, IDLE, Session

FIND = Prepared(
    select(*USER, sessions.c.last_seen_at)
    .join_from(sessions, users)
    .where(
        sessions.c.secret_hash == bindparam("secret_hash"),
        sessions.c.last_seen_at > bindparam("seen_after"),
        sessions.c.started_at > bindparam("started_after"),
        users.c.active,
    ),
    (*USER, sessions.c.last_seen_at),
)


class SqlSessions:
    """The port Sessions, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def start(self, secret: str, user_id: UserId, at: datetime) -> None:
        """Insert the session."""
        values = {"secret_hash": hashed(secret), "user_id": user_id, "started_at": at, "last_seen_at": at}
        self._statements.execute(insert(sessions), values)

    def find(self, secret: str, at: datetime) -> Session | None:
        """Read the session with its user, while it lasts."""
        lasting = {"secret_hash": hashed(secret), "seen_after": at - IDLE, "started_after": at - ABSOLUTE}
        row = self._statements.first(FIND, lasting)
        return Session(user=read_user(*row[:-1]), last_seen_at=row[-1]) if row else None

    def touch(self, secret: str, at: datetime) -> None:
        """Move the last visit of the session on, unless it has been idle too long already, or was visited since."""
        c = sessions.c
        is_known = c.secret_hash == hashed(secret)
        lasting = update(sessions).where(is_known, c.last_seen_at > at - IDLE, c.last_seen_at < at)
        self._statements.execute(lasting.values(last_seen_at=at))

    def end(self, secret: str) -> None:
        """Delete the session."""
        self._statements.execute(delete(sessions).where(sessions.c.secret_hash == hashed(secret)))

    def end_all(self, user_id: UserId) -> None:
        """Delete every session of the user."""
        self._statements.execute(delete(sessions).where(sessions.c.user_id == user_id))

    def forget(self, at: datetime) -> int:
        """Delete the sessions that are over."""
        c = sessions.c
        over = delete(sessions).where(or_(c.last_seen_at <= at - IDLE, c.started_at <= at - ABSOLUTE))
        return int(getattr(self._statements.execute(over), "rowcount"))  # noqa: B009 - Result is not typed as a cursor's
