"""Passwords, hashed with Argon2id as RFC 9106 recommends where memory is scarce."""

import secrets
from threading import BoundedSemaphore
from unicodedata import normalize

from argon2 import Parameters, PasswordHasher
from argon2.exceptions import VerificationError, VerifyMismatchError
from argon2.profiles import RFC_9106_LOW_MEMORY

MAX_BYTES = 1024
AT_ONCE = 2  # of 64 MiB and four threads each; who else asks waits here, and it is for the caller to let few wait


class Argon2Passwords:
    """The port Passwords: 64 MiB and three passes a hash (RFC 9106 §4), at most two at once in a process.

    A password is compared as NFC, so that it does not matter which keyboard composed its accents.
    """

    def __init__(self, parameters: Parameters = RFC_9106_LOW_MEMORY) -> None:
        self._hasher = PasswordHasher.from_parameters(parameters)
        self._slots = BoundedSemaphore(AT_ONCE)
        self._of_nobody = self._hasher.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """Return a salted hash to keep. Raises ValueError for a password of more than 1024 bytes in UTF-8."""
        secret = _encoded(password)
        with self._slots:
            return self._hasher.hash(secret)

    def matches(self, password: str, kept: str | None) -> bool:
        """Whether the password is the one hashed.

        Where nothing usable was kept, a hash of nobody's is checked instead: it takes as long, and is False.
        A password that could never have been hashed is False at once, whatever was kept.
        """
        try:
            secret = _encoded(password)
        except ValueError:
            return False
        with self._slots:
            verdict = self._verifies(kept, secret) if kept else None
            if verdict is None:
                self._verifies(self._of_nobody, secret)
            return verdict is True

    def _verifies(self, kept: str, secret: bytes) -> bool | None:
        """Whether the secret is the one hashed; None when what was kept is no hash."""
        try:
            return self._hasher.verify(kept, secret)
        except VerifyMismatchError:
            return False
        except (VerificationError, ValueError):
            return None


def _encoded(password: str) -> bytes:
    secret = normalize("NFC", password).encode()
    if len(secret) > MAX_BYTES:
        raise ValueError(f"a password is at most {MAX_BYTES} bytes long")
    return secret
