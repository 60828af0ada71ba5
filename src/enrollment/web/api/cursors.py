"""Where a list goes on, as a text that only this site can make."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

_MARK = 16


def write_cursor(place: str, secret: str) -> str:
    """Return the place in the list, signed."""
    inner = place.encode()
    return urlsafe_b64encode(_mark(inner, secret) + inner).rstrip(b"=").decode()


def read_cursor(cursor: str, secret: str) -> str | None:
    """Return the place, or None for a cursor that is not one of ours.

    >>> read_cursor(write_cursor("COGS 1|7", "s"), "s"), read_cursor("Q09HUyAx", "s")
    ('COGS 1|7', None)
    """
    try:
        signed = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except ValueError:
        return None
    mark, inner = signed[:_MARK], signed[_MARK:]
    return inner.decode() if hmac.compare_digest(mark, _mark(inner, secret)) else None


def _mark(inner: bytes, secret: str) -> bytes:
    return hmac.new(secret.encode(), b"cursor:" + inner, sha256).digest()[:_MARK]
