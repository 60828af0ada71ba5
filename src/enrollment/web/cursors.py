"""Where a list goes on, as a text that only this site can make."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

_MARK = 16


def write_cursor(kind: str, place: str, secret: str) -> str:
    """Return the place in a list of that kind, signed."""
    inner = place.encode()
    return urlsafe_b64encode(_mark(kind, inner, secret) + inner).rstrip(b"=").decode()


def read_cursor(kind: str, cursor: str, secret: str) -> str | None:
    """Return the place, or None for a cursor that is not one of ours, or one of another kind of list.

    >>> [read_cursor(kind, write_cursor("courses", "COGS 1|7", "s"), "s") for kind in ("courses", "requests")]
    ['COGS 1|7', None]
    >>> read_cursor("courses", "Q09HUyAx", "s") is None
    True
    """
    try:
        signed = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except ValueError:
        return None
    mark, inner = signed[:_MARK], signed[_MARK:]
    return inner.decode() if hmac.compare_digest(mark, _mark(kind, inner, secret)) else None


def _mark(kind: str, inner: bytes, secret: str) -> bytes:
    return hmac.new(secret.encode(), f"cursor:{kind}:".encode() + inner, sha256).digest()[:_MARK]
