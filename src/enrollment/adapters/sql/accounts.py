"""Accounts, over SQL."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Uuid, bindparam, insert, select, text
from sqlalchemy.exc import IntegrityError

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.rows import user_of
from enrollment.adapters.sql.tables import users
from enrollment.adapters.sql.types import Json
from enrollment.domain.errors import EmailTaken
from enrollment.domain.identifiers import UserId
from enrollment.domain.users import User, normalize_email
from enrollment.ports.accounts import Account

ADD_MISSING = text(
    "INSERT INTO users (id, email, name, roles, active, password_hash) "
    "VALUES (:id, :email, :name, :roles, :active, :password_hash) ON CONFLICT (email) DO NOTHING"
).bindparams(bindparam("id", type_=Uuid), bindparam("roles", type_=Json))


class SqlAccounts:
    """The port Accounts, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def find(self, email: str) -> Account | None:
        """Read the account with the address."""
        theirs = select(users).where(users.c.email == normalize_email(email))
        row = self._statements.execute(theirs).mappings().first()
        return Account(user=user_of(row), password_hash=row[users.c.password_hash]) if row else None

    def get(self, user_id: UserId) -> User | None:
        """Read the user with the id."""
        row = self._statements.execute(select(users).where(users.c.id == user_id)).mappings().first()
        return user_of(row) if row else None

    def those(self, user_ids: Collection[UserId]) -> Mapping[UserId, User]:
        """Read the users with those ids."""
        rows = self._statements.execute(select(users).where(users.c.id.in_(user_ids))).mappings()
        return {row[users.c.id]: user_of(row) for row in rows}

    def add(self, account: Account) -> None:
        """Insert, unless the address is taken."""
        if self.find(account.user.email):
            raise EmailTaken
        try:
            self._statements.execute(insert(users), _row(account))
        except IntegrityError as error:  # somebody came first since the look above; the caller's transaction is over
            raise EmailTaken from error

    def add_missing(self, accounts: Sequence[Account]) -> Sequence[User]:
        """Insert all of them, passing over taken addresses, and read who has each: two round trips."""
        rows = [_row(account) for account in accounts]
        if not rows:
            return []
        self._statements.execute(ADD_MISSING, rows)
        theirs = select(users).where(users.c.email.in_([row["email"] for row in rows]))
        found = {row[users.c.email]: user_of(row) for row in self._statements.execute(theirs).mappings()}
        return [found[row["email"]] for row in rows]


def _row(account: Account) -> Mapping[str, Any]:
    user = account.user
    return {
        "id": user.id,
        "email": normalize_email(user.email),
        "name": user.name,
        "roles": sorted(role.value for role in user.roles),
        "active": user.active,
        "password_hash": account.password_hash,
    }
