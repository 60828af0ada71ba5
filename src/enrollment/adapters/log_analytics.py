"""What happens, counted by whoever reads the log."""

import logging

from enrollment.domain.messages import Message

log = logging.getLogger(__name__)


class LogAnalytics:
    """The port Analytics, for an installation without a broker: one structured line of the log a message."""

    def count(self, message: Message) -> None:
        """Log the message: its id, its kind, its instant and what it tells."""
        line = {"message_id": str(message.id), "kind": message.kind, "at": message.at.isoformat()}
        log.info("counted", extra=line | {"body": dict(message.body)})
