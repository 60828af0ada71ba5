"""The accounts people and programs sign in with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from enrollment.domain.identifiers import UserId
from enrollment.domain.users import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user and the hash of the password; None when the account has no password to sign in with."""

    user: User
    password_hash: str | None = field(default=None, repr=False)


class Accounts(Protocol):
    """The accounts on record. Addresses are compared normalized."""

    def find(self, email: str) -> Account | None:
        """Return the account with that address."""

    def get(self, user_id: UserId) -> User | None:
        """Return the user with that id."""

    def those(self, user_ids: Collection[UserId]) -> Mapping[UserId, User]:
        """Return the users with those ids, as far as there are any, in one round trip."""

    def add(self, account: Account) -> None:
        """Put a new account on record. Raises EmailTaken."""

    def add_missing(self, accounts: Sequence[Account]) -> Sequence[User]:
        """Put those on record whose address is not taken, and return who has each address, in order.

        A thousand at most at a time; no address twice among them.
        """
