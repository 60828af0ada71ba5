"""The bytes of a file as lines of text, whatever the bytes are."""

from collections.abc import Iterator
from typing import Protocol

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
LONGEST = 1 << 20  # bytes


class Readable(Protocol):
    """As much of a file as is needed here."""

    def readline(self, limit: int, /) -> bytes:
        """Return the next line with its end, cut off after that many bytes; nothing at the end of the file."""


class Unreadable(Exception):
    """From here on nothing can be read of the file; says why, in words."""


def lines(file: Readable) -> Iterator[str]:
    """Yield the lines in UTF-8. Bytes that are none become lone surrogates, for the cell they are in to be refused.

    Raises Unreadable for more than a MiB without a line end, so that no file fills the memory.
    """
    first = True
    while line := file.readline(LONGEST + 1):
        if len(line) > LONGEST:
            raise Unreadable(f"is longer than {LONGEST} bytes")
        text = line.decode("utf-8", errors="surrogateescape")
        yield text.removeprefix(BOM) if first else text
        first = False
