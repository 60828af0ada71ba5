"""A file as it stands, or what is packed in it: gzip (RFC 1952) is recognised by its first bytes."""

import io
import zlib
from collections.abc import Callable
from gzip import GzipFile
from typing import Protocol

from enrollment.adapters.catalog_files.lines import Unreadable

GZIP = b"\x1f\x8b"


class Source(Protocol):
    """A file open for reading bytes."""

    def read(self, size: int, /) -> bytes:
        """Return that many bytes; fewer only at the end of the file."""


class Resumed(io.RawIOBase):
    """Bytes read ahead, and after them the rest."""

    def __init__(self, ahead: bytes, rest: Callable[[int], bytes]) -> None:
        self._ahead = ahead
        self._rest = rest

    def readable(self) -> bool:
        """Whether it can be read: it can."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer as far as the next bytes do."""
        piece = self._ahead[: len(buffer)] or self._rest(len(buffer))
        self._ahead = self._ahead[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def unpacked(file: Source, name: str = "") -> io.BufferedIOBase:
    """Return the bytes in the file. Reading them raises Unreadable where they are damaged or cut off.

    Raises Unreadable for a file that is only called ``.gz``.
    """
    start = file.read(len(GZIP))
    whole = io.BufferedReader(Resumed(start, file.read))
    if start == GZIP:
        return io.BufferedReader(Resumed(b"", _inflating(GzipFile(fileobj=whole, mode="rb"))))
    if name.lower().endswith(".gz"):
        raise Unreadable("the file is called .gz, but is not compressed with gzip")
    return whole


def _inflating(packed: GzipFile) -> Callable[[int], bytes]:
    def read(size: int) -> bytes:
        try:
            return packed.read1(size)
        except EOFError:
            raise Unreadable("the compressed file ends in the middle: it was cut off") from None
        except (OSError, zlib.error) as error:
            raise Unreadable(f"the compressed file is damaged: {error}") from None

    return read
