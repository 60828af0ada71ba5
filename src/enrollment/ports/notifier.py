"""The way to a person."""

from typing import Protocol

from enrollment.domain.notices import Notice


class NotDelivered(Exception):
    """The notice was not accepted. ``for_good`` tells whether trying again is pointless."""

    def __init__(self, message: str, *, for_good: bool) -> None:
        super().__init__(message)
        self.for_good = for_good


class Notifier(Protocol):
    """Sends notices."""

    def send(self, notice: Notice) -> None:
        """Send one notice to one person, and return once it is accepted. Raises NotDelivered.

        Sending the same notice twice shows the same identity both times, so that a mailbox can tell.
        """
