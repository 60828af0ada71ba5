"""A letter as the bytes that are sent, compared with the letter that was meant."""

import re
from collections import Counter
from collections.abc import Sequence
from email.errors import MessageError
from email.header import Header, decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import SMTP, EmailPolicy, compat32
from email.utils import getaddresses
from typing import Any

_PEOPLE = ("From", "To")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")  # RFC 5322 §3.2.3, and the spaces between them


class LetterAltered(ValueError):
    """Written out, the letter would say something else: a header more or less, other people, another subject."""


class LetterPolicy(EmailPolicy):
    """SMTP's policy, with the headers that hold words encoded by email.header.

    The policy's own folding puts spaces into long names beyond ASCII, and takes some out of subjects; it also
    writes out line ends that an encoded word hides.
    """

    def fold(self, name: str, value: Any) -> str:
        """Return the header as it is sent, line ends included."""
        if name == "Subject":
            return self._line(name, [(str(value), "us-ascii" if value.isascii() else "utf-8")])
        if name in _PEOPLE and value.addresses:
            return self._line(name, [part for address in value.addresses for part in _parts(address)])
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the same in bytes; nothing in it is beyond ASCII."""
        return self.fold(name, value).encode("ascii")

    def _line(self, name: str, parts: Sequence[tuple[str, str]]) -> str:
        header = Header(header_name=name)
        for text, charset in parts:
            header.append(text, charset)
        return f"{name}: {header.encode(linesep=self.linesep)}{self.linesep}"


POLICY = LetterPolicy(linesep=SMTP.linesep)


def serialised(letter: EmailMessage) -> bytes:
    """Return the letter as SMTP carries it, read again to be sure of it. Raises LetterAltered."""
    try:
        written = letter.as_bytes(policy=POLICY)
        same = _as_read(written) == _as_meant(letter)
    except (MessageError, ValueError, LookupError, AttributeError) as error:
        raise LetterAltered(f"{type(error).__name__}: {error}") from error
    if not same:
        raise LetterAltered("written out, the letter has other headers, people or another subject than it should")
    return written


def _parts(address: Address) -> Sequence[tuple[str, str]]:
    name = address.display_name
    if not name:
        return [(address.addr_spec, "us-ascii")]
    # What would have to be quoted ("J. Smith") is encoded instead: parsers differ about a quotation that is folded.
    return [(name, "us-ascii" if _ATOMS.fullmatch(name) else "utf-8"), (f"<{address.addr_spec}>", "us-ascii")]


def _as_meant(letter: EmailMessage) -> Sequence[object]:
    people = [[(who.display_name, who.addr_spec) for who in letter[name].addresses] for name in _PEOPLE]
    return _header_names(letter), people, str(letter["Subject"])


def _as_read(written: bytes) -> Sequence[object]:
    # By the older parser: the newer one puts spaces into a name that several encoded words spell.
    letter = BytesParser(policy=compat32).parsebytes(written)
    people = [[(_words(name), spec) for name, spec in getaddresses([letter[header]])] for header in _PEOPLE]
    return _header_names(letter), people, _words(letter["Subject"])


def _header_names(letter: Message) -> Sequence[object]:
    return [Counter(name.lower() for name in part.keys()) for part in letter.walk()]  # noqa: SIM118 - no mapping


def _words(encoded: str) -> str:
    return str(make_header(decode_header("".join(encoded.splitlines()))))
