"""What a form or an address says, field by field, and what is wrong with it in words."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from unicodedata import category
from zoneinfo import ZoneInfo

from enrollment.domain.catalog import end_of_deadline

_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
# Control characters and lone surrogates: no keyboard writes them, and no database keeps them.
_UNREADABLE = frozenset({"Cc", "Cs"})


class Fields:
    """The fields given. ``faults`` tells, by field, what is wrong with those read so far."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given
        self.faults: dict[str, str] = {}

    def raw(self, name: str, *, longest: int) -> str:
        """Return the field as it was given, or "" when it is missing or faulty."""
        return self._legible(name, self._given.get(name, ""), longest)

    def prose(self, name: str, *, longest: int) -> str:
        """Return the field as one line, whatever lines it was written in; or "" when it is missing or faulty."""
        return self._legible(name, " ".join(self._given.get(name, "").split()), longest)

    def _legible(self, name: str, text: str, longest: int) -> str:
        if any(category(character) in _UNREADABLE for character in text):
            self.faults[name] = "This contains characters that cannot be read."
        elif len(text) > longest:
            self.faults[name] = f"This is too long: {longest} characters are the most."
        return "" if name in self.faults else text

    def text(self, name: str, *, longest: int = 100) -> str:
        """Return the field without the spaces around it, or "" when it is missing or faulty."""
        return self.raw(name, longest=longest).strip()

    def number(self, name: str, *, most: int, default: int) -> int:
        """Return the field as a number from 1 to ``most``; the default when it is missing or faulty."""
        text = self.text(name)
        if not text:
            return default
        if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= most:
            self.faults[name] = f"This must be a number from 1 to {most}."
            return default
        return int(text)

    def last_day(self, name: str, campus: ZoneInfo) -> datetime | None:
        """Return the end of the day on campus that the field names; None when it is missing or faulty."""
        text = self.text(name)
        if not text:
            return None
        try:
            return end_of_deadline(date.fromisoformat(text), campus)
        except (ValueError, OverflowError):
            self.faults[name] = "This must be a date, such as 2026-03-31."
            return None

    def is_ticked(self, name: str) -> bool:
        """Whether the box is ticked."""
        return self.text(name) not in ("", "0")
