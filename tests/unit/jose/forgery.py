"""A workshop for forged tokens: everything about a token can be changed, one thing at a time."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from joserfc.jwk import ECKey, OctKey
from joserfc.jws import JWSRegistry

from enrollment.adapters.jose.identity import JoseIdentity
from enrollment.domain.identifiers import UserId
from enrollment.domain.users import Role, User

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SECOND = int(NOW.timestamp())
ISSUER = "https://enroll.example.edu"
AUDIENCE = "https://enroll.example.edu/api"
ADA = User(
    id=UserId(UUID("6f1d6f1e-5d0c-4a0f-9b7e-0d9a54a1c001")),
    email="ada@example.edu",
    name="Ada Lovelace",
    roles=frozenset({Role.STUDENT}),
)
EC = ECKey.generate_key("P-256")
OCT = OctKey.generate_key(256)
GONE = object()  # the value of a member that is to be left out


def encoded(value: Any) -> str:
    """Return text, bytes, or anything else as JSON, in unpadded base64url."""
    match value:
        case bytes():
            raw = value
        case str():
            raw = value.encode()
        case _:
            raw = json.dumps(value, separators=(",", ":")).encode()
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass(frozen=True)
class Workshop:
    """Makes tokens with the true key, or any other, of whatever it is told to."""

    key: Any
    alg: str

    def identity(self, *, issuer=ISSUER, audience=AUDIENCE):
        """The one to be deceived."""
        return JoseIdentity(self.key, issuer, audience)

    def header(self, **changes):
        """The header of a true token, but for the changes."""
        usual = {"alg": self.alg, "kid": self.key.thumbprint(), "typ": "at+jwt"}
        return {name: value for name, value in (usual | changes).items() if value is not GONE}

    def claims(self, **changes):
        """The claims of a true token for Ada, half a minute old and good for 15 minutes, but for the changes."""
        usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": str(ADA.id), "jti": "1f0e", "roles": ["student"]}
        usual |= {"iat": SECOND - 30, "nbf": SECOND - 30, "exp": SECOND + 870}
        usual |= {"email": ADA.email, "name": ADA.name}
        return {name: value for name, value in (usual | changes).items() if value is not GONE}

    def token(self, header=None, payload=None, *, key=None, alg=None):
        """Header and payload, as JSON or as the text or bytes given, signed by the key with the algorithm."""
        header = self.header() if header is None else header
        signed = encoded(header) + "." + encoded(self.claims() if payload is None else payload)
        algorithm = JWSRegistry.algorithms[alg or self.alg]
        return signed + "." + encoded(algorithm.sign(signed.encode(), key or self.key))

    def claiming(self, **changes):
        """A token well signed, whose claims have the changes."""
        return self.token(payload=self.claims(**changes))

    def heading(self, **changes):
        """A token well signed, whose header has the changes."""
        return self.token(self.header(**changes))

    def twice(self, member, value, *, of):
        """The JSON of the mapping, with one of its members once more at its end."""
        return json.dumps(of)[:-1] + f', "{member}": {json.dumps(value)}}}'


WORKSHOPS = {"ES256": Workshop(EC, "ES256"), "HS256": Workshop(OCT, "HS256")}
AN_HOUR = timedelta(hours=1)
