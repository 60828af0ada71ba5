"""Passwords, hashed."""

from typing import Protocol


class Passwords(Protocol):
    """Hashes and checks passwords. Slow on purpose; never called inside a transaction that holds a lock."""

    def hash(self, password: str) -> str:
        """Return a salted hash to keep."""

    def matches(self, password: str, kept: str | None) -> bool:
        """Whether the password is the one hashed; takes as long when nothing was kept, and is then False."""
