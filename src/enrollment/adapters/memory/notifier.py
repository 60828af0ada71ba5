"""Notices, kept instead of sent."""

from collections.abc import Callable

from enrollment.domain.notices import Notice


class MemoryNotifier:
    """The port Notifier, to somebody who reads ``notices``: what was sent, in order, repetitions included."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []

    def send(self, notice: Notice, on_handover: Callable[[], object]) -> None:
        """Accept the notice."""
        on_handover()
        self.notices.append(notice)
