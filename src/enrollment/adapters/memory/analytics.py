"""What happens, kept instead of counted."""

from enrollment.domain.messages import Message


class MemoryAnalytics:
    """The port Analytics, to somebody who reads ``messages``: what was counted, in order."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def count(self, message: Message) -> None:
        """Take note of the message."""
        self.messages.append(message)
