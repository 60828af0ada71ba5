"""The entries of a long list in a JSON file (RFC 8259), one after another."""

import codecs
import json
from collections.abc import Iterator
from typing import Any

from enrollment.adapters.catalog_files.lines import BOM, LONGEST, Readable, Unreadable

CHUNK = 1 << 16
LONGEST_NUMBER = 1 << 12  # characters


def entries(file: Readable, name: str) -> Iterator[Any]:
    """Yield the entries of the list that is the member ``name`` of the object in the file; pass over the others.

    A long list needs no more memory than a short one. Raises Unreadable where the file is no such JSON.
    """
    text = _Text(file)
    found = 0
    text.take("{", "is no JSON object")
    goes_on = not text.took("}")
    while goes_on:
        member = text.name()
        text.take(":", "is no JSON: a name without a value")
        if member == name:
            found += 1
            yield from _list(text, name)
        else:
            text.value()
        goes_on = text.took(",")
        if not goes_on:
            text.take("}", "is no JSON: an object without an end")
    if text.peek():
        raise Unreadable("goes on after the end of its JSON")
    if found != 1:
        raise Unreadable(f"has {found} lists of {name} where there should be one")


def _list(text: "_Text", name: str) -> Iterator[Any]:
    text.take("[", f"has no list of {name}")
    if text.took("]"):
        return
    yield text.value()
    while text.took(","):
        yield text.value()
    text.take("]", f"is no JSON: the list of {name} has no end")


class _Text:
    """The characters of the file from where reading has come to, as many as are needed."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._utf8 = codecs.getincrementaldecoder("utf-8")()
        self._decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number)
        self._text = ""
        self._at = 0
        self._ended = False
        self._more()
        self._text = self._text.removeprefix(BOM)

    def peek(self) -> str:
        """Return the next character that is no white space; "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\n\r":
                self._at += 1
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def took(self, character: str) -> bool:
        """Whether that character came next, and go past it."""
        came = self.peek() == character
        self._at += came
        return came

    def take(self, character: str, problem: str) -> None:
        """Go past that character. Raises Unreadable when another comes."""
        if not self.took(character):
            raise Unreadable(problem if self.peek() else "ends in the middle: it was cut off")

    def name(self) -> Any:
        """Return the name of the next member, and go past it. Raises Unreadable when something else comes."""
        if self.peek() not in ('"', ""):
            raise Unreadable("is no JSON: a member without a name")
        return self.value()

    def value(self) -> Any:
        """Return the next value whole, and go past it."""
        self.peek()
        # A number cut in two would pass for a number.
        while len(self._text) - self._at < LONGEST_NUMBER and self._more():
            pass
        while True:
            try:
                value, self._at = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                self._read_on(error)
            except RecursionError:
                raise Unreadable("is nested too deeply") from None
            except ValueError as error:
                raise Unreadable(f"is no JSON to be read: {error}") from None
            else:
                return value

    def _read_on(self, error: json.JSONDecodeError) -> None:
        """Get more of a value that may only be incomplete. Raises Unreadable when it is not that."""
        if len(self._text) - self._at > LONGEST:
            raise Unreadable(f"is no JSON, or has an entry of more than {LONGEST} characters: {error.msg}") from None
        if not self._more():
            raise Unreadable(f"is no JSON, or was cut off: {error.msg}") from None

    def _more(self) -> bool:
        """Read a chunk, and forget what has been read before; False at the end of the file."""
        if self._ended:
            return False
        piece = self._file.readline(CHUNK)
        self._ended = not piece
        try:
            self._text = self._text[self._at :] + self._utf8.decode(piece, final=self._ended)
        except UnicodeDecodeError:
            raise Unreadable("is not in UTF-8") from None
        self._at = 0
        return not self._ended


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("an object has a member twice")
    return members


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")
