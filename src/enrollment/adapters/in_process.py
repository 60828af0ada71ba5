"""The broker of the embedded default: no broker at all, the consumers are called in turn."""

import logging
from collections.abc import Callable, Mapping

from enrollment.domain.messages import Message
from enrollment.ports.publisher import NotPublished

log = logging.getLogger(__name__)


class InProcessPublisher:
    """The port Publisher, for a single process: a message has arrived once every consumer has handled it.

    ``handlers`` are the consumers by name. One that fails does not keep the message from the others; since the
    whole message is published again then, each of them has to know a message it has handled.
    """

    def __init__(self, handlers: Mapping[str, Callable[[Message], None]]) -> None:
        self._handlers = handlers

    def publish(self, message: Message) -> None:
        """Have every consumer handle the message. Raises NotPublished when one of them failed."""
        failed = [name for name in self._handlers if not self._handled(name, message)]
        if failed:
            raise NotPublished(f"not handled by: {', '.join(failed)}")

    def _handled(self, name: str, message: Message) -> bool:
        try:
            self._handlers[name](message)
        except Exception:  # whatever it is, the outbox keeps the message and it is tried again
            log.exception("the consumer %s failed on message %s", name, message.id)
            return False
        return True
