"""The way to a person."""

from collections.abc import Callable
from typing import Protocol

from enrollment.domain.deliveries import Outcome
from enrollment.domain.notices import Notice


class NotDelivered(Exception):
    """The notice was not accepted, as far as anybody knows. ``str()`` is what the other side said, without secrets.

    ``outcome`` says what to make of it: TEMPORARY, try again later; REFUSED, trying again is pointless; UNKNOWN, it
    may have been accepted all the same.
    """

    def __init__(self, message: str, outcome: Outcome) -> None:
        super().__init__(message)
        self.outcome = outcome


class Notifier(Protocol):
    """Sends notices."""

    def send(self, notice: Notice, on_handover: Callable[[], object]) -> None:
        """Send one notice to one person, and return once it is accepted. Raises NotDelivered.

        An address that is none, or several, is REFUSED.

        Sending the same notice twice shows the same identity both times, so that a mailbox can tell. Where that makes
        two copies all the same, ``on_handover`` is called once before anybody can have this one; what it raises is
        raised, and then nobody has it.
        """
