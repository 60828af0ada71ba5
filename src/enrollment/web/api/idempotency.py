"""The Idempotency-Key header: the same request twice is one effect and one answer."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from enrollment.domain.records import IdempotencyKey
from enrollment.web.ingress import refuse

LONGEST = 255
# A string of RFC 8941 §3.3.3: printable ASCII in double quotes, in which \" and \\ stand for themselves.
_STRING = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"')
_HOW = 'Write it as a quoted string of 1 to 255 characters: Idempotency-Key: "8e03978e-40d5-43dd-bc93-6894a57f9324"'


def read_key(request: Any, asked: BaseModel | None, *, required: bool) -> IdempotencyKey | None:
    """Return the key, bound to this very request; None where none is given. Raises Unacceptable."""
    header = request.environ.get("HTTP_IDEMPOTENCY_KEY")
    if header is None:
        if required:
            raise refuse(400, "idempotency-key-missing", f"This request needs an idempotency key. {_HOW}")
        return None
    quoted = _STRING.fullmatch(header.strip(" "))
    key = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else ""
    if not 1 <= len(key) <= LONGEST:
        raise refuse(400, "idempotency-key-malformed", f"The idempotency key cannot be read. {_HOW}")
    return IdempotencyKey(key=key, fingerprint=_fingerprint(request, request.matchdict, asked))


def _fingerprint(request: Any, ids: Mapping[str, str], asked: BaseModel | None) -> str:
    body = asked.model_dump_json() if asked else ""
    parts = (request.method, request.matched_route.name, *(f"{name}={ids[name]}" for name in sorted(ids)), body)
    return sha256("\n".join(parts).encode()).hexdigest()
