"""Whom an access token speaks for, told by its signature and its claims."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from joserfc.jwk import OctKey

from enrollment.adapters.jose import claims
from enrollment.adapters.jose.believed import Believed
from enrollment.adapters.jose.compact import Seal
from enrollment.adapters.jose.keys import SigningKey, algorithm_for
from enrollment.domain.errors import InvalidToken
from enrollment.domain.users import User

TYPE = "at+jwt"  # so that no other signed text of ours is ever taken for an access token (RFC 8725 §3.11)
REMEMBERED = 10_000


class JoseIdentity:
    """The port Identity, in JSON Web Tokens: ES256 with an EC key, HS256 with a secret.

    ``issuer`` and ``audience`` are compared letter by letter, so tokens of another environment are strangers'.
    Raises ValueError for a key ``algorithm_for`` refuses.
    """

    def __init__(self, key: SigningKey, issuer: str, audience: str) -> None:
        self._key = key
        self._algorithm = algorithm_for(key)
        self._kid = key.thumbprint()
        self._seal = Seal(key, {"alg": self._algorithm, "kid": self._kid, "typ": TYPE})
        self._names = {"issuer": issuer, "audience": audience}
        self._believed = Believed(REMEMBERED)

    def issue(self, user: User, at: datetime, lifetime: timedelta) -> str:
        """Return a signed token, good for whole seconds. Raises ValueError when the lifetime is over 24 hours."""
        return self._seal.sign(claims.write(user, at, lifetime, **self._names))

    def identify(self, token: str, at: datetime) -> User:
        """Return the user as of the token's issue. Raises InvalidToken, whatever is wrong."""
        try:
            said = self._believed.find(token) or self._checked(token)
        except Exception as fault:  # a stranger's text may break anything; why is nobody's business but the log's
            raise InvalidToken from fault
        if not said.hold(at):
            raise InvalidToken
        return said.user

    def public_keys(self) -> Mapping[str, Any]:
        """Return the key set; of a secret there is nothing to publish."""
        if isinstance(self._key, OctKey):
            return {"keys": []}
        public = self._key.as_dict(private=False)
        return {"keys": [{**public, "kid": self._kid, "use": "sig", "alg": self._algorithm}]}

    def _checked(self, token: str) -> claims.Claims:
        said = claims.read(self._seal.open(token), **self._names)
        self._believed.add(token, said)
        return said
