"""What a token says, and the rules it has to keep to be believed (RFC 7519 §4.1, RFC 9068 §2.2)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn
from uuid import UUID, uuid4

from enrollment.domain.identifiers import UserId
from enrollment.domain.users import Role, User

LEEWAY = timedelta(seconds=30)  # for an issuer whose clock is ahead; an end is an end
MAX_LIFETIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """For whom a token speaks, and when. Seconds since 1970, UTC: ``begins`` is the later of iat and nbf."""

    user: User
    begins: int
    ends: int

    def hold(self, at: datetime) -> bool:
        """Whether the token is good at that instant; ``ends`` is the first second at which it no longer is."""
        seconds = at.timestamp()
        return self.begins - LEEWAY.total_seconds() <= seconds < self.ends


def write(user: User, at: datetime, lifetime: timedelta, *, issuer: str, audience: str) -> bytes:
    """Return the claims of a new token as JSON; whole seconds, rounded down.

    Raises ValueError for a lifetime nobody would believe: none at all, or more than 24 hours.
    """
    begins, ends = int(at.timestamp()), int((at + lifetime).timestamp())
    if not 0 < ends - begins <= MAX_LIFETIME.total_seconds():
        raise ValueError("an access token lives for more than nothing and no longer than 24 hours")
    claims = {
        "iss": issuer,
        "aud": audience,
        "sub": str(user.id),
        "iat": begins,
        "nbf": begins,
        "exp": ends,
        "jti": str(uuid4()),
        "roles": sorted(user.roles),
        "email": user.email,
        "name": user.name,
    }
    return json.dumps(claims, ensure_ascii=False, separators=(",", ":")).encode()


def read(payload: bytes, *, issuer: str, audience: str) -> Claims:
    """Return what the payload claims. Raises ValueError unless every claim is there and as ``write`` makes it."""
    claims = json.loads(payload.decode(), object_pairs_hook=_each_once, parse_constant=_refuse)
    if not isinstance(claims, dict) or claims.get("iss") != issuer or claims.get("aud") != audience:
        raise ValueError("not from us, or not for us")
    issued, not_before, ends = (_seconds(claims, name) for name in ("iat", "nbf", "exp"))
    if not 0 < ends - issued <= MAX_LIFETIME.total_seconds():
        raise ValueError("no such lifetime")
    if not _text(claims, "jti"):
        raise ValueError("jti is empty")
    return Claims(user=_user(claims), begins=max(issued, not_before), ends=ends)


def _user(claims: Mapping[str, Any]) -> User:
    subject, roles = UUID(_text(claims, "sub")), claims["roles"]
    if str(subject) != claims["sub"] or not isinstance(roles, list):
        raise ValueError("sub is not a UUID as we write it, or roles are no list")
    return User(
        id=UserId(subject),
        email=_text(claims, "email"),
        name=_text(claims, "name"),
        roles=frozenset(map(Role, roles)),
    )


def _text(claims: Mapping[str, Any], name: str) -> str:
    text = claims[name]
    if not isinstance(text, str):
        raise ValueError(f"{name} is not text")
    return text


def _seconds(claims: Mapping[str, Any], name: str) -> int:
    seconds = claims[name]
    if type(seconds) is not int or seconds < 0:  # a bool is an int, too, and no time
        raise ValueError(f"{name} is not a whole number of seconds")
    return seconds


def _each_once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse what one reader would take for the first and another for the last of two."""
    once = dict(members)
    if len(once) != len(members):
        raise ValueError("a member occurs twice")
    return once


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
