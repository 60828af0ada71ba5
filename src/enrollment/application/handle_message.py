"""On a message: have a consumer handle it, once; and park what it cannot handle."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from enrollment.domain.errors import Unavailable
from enrollment.domain.messages import Message
from enrollment.ports.clock import Clock
from enrollment.ports.inbox import Inbox
from enrollment.ports.publisher import NotPublished

log = logging.getLogger(__name__)

PARK_AFTER = 5  # attempts


class NotHandled(Exception):
    """The message has to come again, after a pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleMessage:
    """Hand a message to a consumer and note that it is handled; the same message again does nothing.

    Each step is a transaction of its own. A crash between the last two has the message handled again, so ``handle``
    bears that too. What it raises is an attempt that failed; that the database or the broker cannot be reached is
    none. ``kinds`` are the messages it cares for; None is all of them.
    """

    consumer: str
    handle: Callable[[Message], None]
    inbox: Inbox
    clock: Clock
    kinds: frozenset[str] | None = None

    def __call__(self, message: Message) -> None:
        """Return once the message is handled, or parked where people see it. Raises NotHandled, and Unavailable."""
        if self.kinds is not None and message.kind not in self.kinds:
            return
        if self.inbox.has(self.consumer, message.id):
            return
        try:
            self.handle(message)
        except (Unavailable, NotPublished):
            raise
        except Exception as error:  # whatever it is, the message must be neither lost nor tried for ever
            self._failed(message, error)
        else:
            self.inbox.add(self.consumer, message.id, self.clock.now())

    def _failed(self, message: Message, error: Exception) -> None:
        log.exception("%s failed on message %s", self.consumer, message.id)
        said = f"{type(error).__name__}: {error}"
        now = self.clock.now()
        if not self.inbox.failed(self.consumer, message.id, said, now, park_after=PARK_AFTER):
            raise NotHandled(f"{self.consumer}: {said}") from error
        log.error("message %s is parked: %s cannot handle it", message.id, self.consumer)
