"""Sign a person in, and out."""

import secrets
from dataclasses import dataclass

from enrollment.domain.users import User
from enrollment.ports.accounts import Accounts
from enrollment.ports.clock import Clock
from enrollment.ports.passwords import Passwords
from enrollment.ports.sessions import Sessions


def new_secret() -> str:
    """Return 256 random bits as text, fit for a cookie."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticate:
    """Tell whose credentials these are. It takes as long when the address is unknown as when the password is wrong."""

    accounts: Accounts
    passwords: Passwords

    def __call__(self, email: str, password: str) -> User | None:
        """Return the active user with that address and password."""
        account = self.accounts.find(email)
        if self.passwords.matches(password, account.password_hash if account else None) and account:
            return account.user if account.user.active else None
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Begin a session for whoever the credentials belong to."""

    authenticate: Authenticate
    sessions: Sessions
    clock: Clock

    def __call__(self, email: str, password: str) -> str | None:
        """Return the secret of a new session, or None when the credentials are wrong."""
        user = self.authenticate(email, password)
        if user is None:
            return None
        secret = new_secret()
        self.sessions.start(secret, user.id, self.clock.now())
        return secret
