"""An event as it travels: an id, a kind and JSON values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import uuid4

from enrollment.domain.events import KINDS, Event
from enrollment.domain.identifiers import MessageId
from enrollment.domain.plain import from_plain, to_plain

_KIND_OF = {event: kind for kind, event in KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One event on its way. Whoever sees an ``id`` twice has seen the same event twice."""

    id: MessageId
    kind: str
    at: datetime
    body: Mapping[str, Any]

    @classmethod
    def of(cls, event: Event) -> Self:
        """Wrap the event, under a new id."""
        return cls(id=MessageId(uuid4()), kind=_KIND_OF[type(event)], at=event.at, body=to_plain(event))

    @property
    def event(self) -> Event | None:
        """The event inside; None when a newer version sent a kind this one does not know."""
        kind = KINDS.get(self.kind)
        return from_plain(kind, self.body) if kind else None
