"""Access tokens, remembered instead of signed."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from enrollment.domain.errors import InvalidToken
from enrollment.domain.users import User


class MemoryIdentity:
    """The port Identity over a dict: a token is a secret this very object gave out."""

    def __init__(self) -> None:
        self._issued: dict[str, tuple[User, datetime, datetime]] = {}

    def issue(self, user: User, at: datetime, lifetime: timedelta) -> str:
        """Return a token that speaks for the user from ``at`` for ``lifetime``."""
        token = secrets.token_urlsafe(32)
        self._issued[token] = user, at, at + lifetime
        return token

    def identify(self, token: str, at: datetime) -> User:
        """Return the user the token speaks for. Raises InvalidToken."""
        match self._issued.get(token):
            case (user, begins, ends) if begins <= at < ends:
                return user
        raise InvalidToken

    def public_keys(self) -> Mapping[str, Any]:
        """Return an empty key set: nothing is signed."""
        return {"keys": []}
