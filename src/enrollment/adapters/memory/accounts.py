"""Accounts, kept in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.errors import EmailTaken
from enrollment.domain.identifiers import UserId
from enrollment.domain.users import User, normalize_email
from enrollment.ports.accounts import Account


class MemoryAccounts:
    """The port Accounts over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def find(self, email: str) -> Account | None:
        """Return the account with that address."""
        address = normalize_email(email)
        with self._records.lock:
            accounts = self._records.accounts.values()
            return next((known for known in accounts if known.user.email == address), None)

    def get(self, user_id: UserId) -> User | None:
        """Return the user with that id."""
        with self._records.lock:
            account = self._records.accounts.get(user_id)
            return account.user if account else None

    def those(self, user_ids: Collection[UserId]) -> Mapping[UserId, User]:
        """Return the users with those ids."""
        with self._records.lock:
            accounts = self._records.accounts
            return {user_id: accounts[user_id].user for user_id in user_ids if user_id in accounts}

    def add(self, account: Account) -> None:
        """Put a new account on record. Raises EmailTaken."""
        with self._records.lock:
            if self.find(account.user.email):
                raise EmailTaken
            user = replace(account.user, email=normalize_email(account.user.email))
            self._records.accounts[user.id] = replace(account, user=user)

    def add_missing(self, accounts: Sequence[Account]) -> Sequence[User]:
        """Add those with a new address, and return who has each."""
        with self._records.lock:
            for account in accounts:
                if self.find(account.user.email) is None:
                    self.add(account)
            found = [self.find(account.user.email) for account in accounts]
            return [account.user for account in found if account]
