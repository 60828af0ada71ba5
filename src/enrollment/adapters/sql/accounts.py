"""Accounts, over SQL."""

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.rows import user_of
from enrollment.adapters.sql.tables import users
from enrollment.domain.errors import EmailTaken
from enrollment.domain.identifiers import UserId
from enrollment.domain.users import User, normalize_email
from enrollment.ports.accounts import Account


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

    def add(self, account: Account) -> None:
        """Insert, unless the address is taken."""
        if self.find(account.user.email):
            raise EmailTaken
        user = account.user
        values = {
            "id": user.id,
            "email": normalize_email(user.email),
            "name": user.name,
            "roles": sorted(role.value for role in user.roles),
            "active": user.active,
            "password_hash": account.password_hash,
        }
        try:
            self._statements.execute(insert(users), values)
        except IntegrityError as error:  # somebody came first since the look above; the caller's transaction is over
            raise EmailTaken from error
