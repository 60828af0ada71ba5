"""What happens, counted."""

from typing import Protocol

from enrollment.domain.messages import Message


class Analytics(Protocol):
    """Takes note of what happened, for measuring. Losing one never fails what it tells of."""

    def count(self, message: Message) -> None:
        """Take note of the message."""
