"""The broker of the embedded default: no broker at all, the consumers are called in turn."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta

from enrollment.domain.messages import Message
from enrollment.ports.publisher import NotPublished

log = logging.getLogger(__name__)

PAUSE = timedelta(seconds=30)


class InProcessPublisher:
    """The port Publisher, for a single process: a message has arrived once every consumer has handled it.

    ``handlers`` are the consumers by name. One that fails does not keep the message from the others; since the
    whole message is published again then, after a pause, each of them has to know a message it has handled. To
    count the failures, and to park what is hopeless, is a handler's own business.
    """

    def __init__(self, handlers: Mapping[str, Callable[[Message], None]], pause: timedelta = PAUSE) -> None:
        self._handlers = handlers
        self._pause = pause

    def publish(self, message: Message) -> None:
        """Have every consumer handle the message. Raises NotPublished when one of them failed."""
        failed = [name for name in self._handlers if not self._handled(name, message)]
        if failed:
            raise NotPublished(f"not handled by: {', '.join(failed)}", retry_after=self._pause)

    def _handled(self, name: str, message: Message) -> bool:
        try:
            self._handlers[name](message)
        except Exception as error:  # whatever it is, the outbox keeps the message and it is tried again
            log.warning("%s: message %s comes again: %s: %s", name, message.id, type(error).__name__, error)
            return False
        return True
