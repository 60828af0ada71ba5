"""A message as bytes: one JSON object, ``{"id", "kind", "at", "body"}``."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from enrollment.domain.identifiers import MessageId
from enrollment.domain.messages import Message

CONTENT_TYPE = "application/json"


class Unreadable(ValueError):
    """What came is not a message of ours, and will not become one by coming again."""


def to_bytes(message: Message) -> bytes:
    """Return the message as UTF-8 JSON, its instant as RFC 3339."""
    plain = {"id": str(message.id), "kind": message.kind, "at": message.at.isoformat(), "body": message.body}
    return json.dumps(plain, ensure_ascii=False, allow_nan=False).encode()


def from_bytes(body: bytes | str, content_type: str | None = CONTENT_TYPE) -> Message:
    """Return the message that ``to_bytes`` was given; members it did not write are passed over. Raises Unreadable."""
    if content_type != CONTENT_TYPE:
        raise Unreadable(f"the content type is {content_type!r}, not {CONTENT_TYPE}")
    try:
        return _message(json.loads(body))
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error


def _message(plain: Mapping[str, Any]) -> Message:
    kind, at, body = plain["kind"], datetime.fromisoformat(plain["at"]), plain["body"]
    if not isinstance(kind, str) or not isinstance(body, dict) or at.tzinfo is None:
        raise Unreadable("a kind in text, an instant with its offset and a body are needed")
    return Message(id=MessageId(UUID(plain["id"])), kind=kind, at=at, body=body)
