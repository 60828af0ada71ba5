"""Access tokens for programs: short-lived, and refreshed by tokens good for one use."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from enrollment.application.sign_in import Authenticate, new_secret
from enrollment.domain.users import User
from enrollment.ports.accounts import Accounts
from enrollment.ports.clock import Clock
from enrollment.ports.identity import Identity
from enrollment.ports.refresh_tokens import RefreshToken, RefreshTokens

ACCESS_LIFETIME = timedelta(minutes=15)
REFRESH_LIFETIME = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a program gets: ``expires_in`` seconds belong to the access token."""

    access_token: str
    refresh_token: str
    expires_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueTokens:
    """Issue tokens for a password or for a refresh token (RFC 6749 §4.3, §6).

    None means the grant is refused. A refresh token presented twice means that somebody has a copy, so its
    whole family is revoked (RFC 9700 §4.14.2); that is kept, so the refusal is returned, not raised.
    """

    authenticate: Authenticate
    accounts: Accounts
    identity: Identity
    refresh_tokens: RefreshTokens
    clock: Clock

    def for_password(self, email: str, password: str) -> Tokens | None:
        """Return tokens of a new family, or None when the credentials are wrong."""
        user = self.authenticate(email, password)
        return self._issue(user, uuid4()) if user else None

    def for_refresh_token(self, secret: str) -> Tokens | None:
        """Return the next tokens of the family, or None; the token given is used up either way."""
        token = self.refresh_tokens.redeem(secret)
        if token is None or token.revoked or token.expires_at <= self.clock.now():
            return None
        if token.used:
            self.refresh_tokens.revoke(token.family)
            return None
        user = self.accounts.get(token.user_id)
        return self._issue(user, token.family) if user and user.active else None

    def _issue(self, user: User, family: UUID) -> Tokens:
        now = self.clock.now()
        secret = new_secret()
        self.refresh_tokens.add(secret, RefreshToken(user_id=user.id, family=family, expires_at=now + REFRESH_LIFETIME))
        access_token = self.identity.issue(user, now, ACCESS_LIFETIME)
        return Tokens(access_token=access_token, refresh_token=secret, expires_in=int(ACCESS_LIFETIME.total_seconds()))
