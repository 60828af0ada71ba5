"""Whom an access token speaks for."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from enrollment.domain.users import User


class Identity(Protocol):
    """Signs access tokens and reads them back."""

    def issue(self, user: User, at: datetime, lifetime: timedelta) -> str:
        """Return a signed token that speaks for the user from ``at`` for ``lifetime``."""

    def identify(self, token: str, at: datetime) -> User:
        """Return the user the token speaks for, as of its issue.

        Raises InvalidToken, never saying why: forged, expired (``exp`` is the first instant at which it is
        no longer good), from or for somebody else, of another type, or not a token at all.
        """

    def public_keys(self) -> Mapping[str, Any]:
        """Return the JSON Web Key Set others verify our tokens with (RFC 7517). Public keys only."""
