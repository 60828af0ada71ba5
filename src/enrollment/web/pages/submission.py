"""A form that is sent twice is carried out once: each carries a key of its own."""

import re
import secrets
from hashlib import sha256

from enrollment.domain.records import IdempotencyKey
from enrollment.web.pages.fields import Fields

FIELD = "idempotency_key"
_KEY = re.compile(r"[A-Za-z0-9_-]{1,200}", re.ASCII)


def new_key() -> str:
    """Return a key for a form about to be shown."""
    return secrets.token_urlsafe()


def read_key(fields: Fields, route_name: str, subject: object) -> IdempotencyKey | None:
    """Return the form's key, bound to the act it is for; None, and a fault, when there is none that will do."""
    key = fields.raw(FIELD, longest=200)
    if not _KEY.fullmatch(key):
        fields.faults[FIELD] = "This form was not complete. Here is a new one."
        return None
    fingerprint = sha256(f"{route_name} {subject}".encode()).hexdigest()
    return IdempotencyKey(key=f"form:{key}", fingerprint=fingerprint)
