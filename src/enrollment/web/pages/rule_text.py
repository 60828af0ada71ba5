"""A file of rules as a form brings it, and what is wrong with it, shown at the line it is in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import category

from enrollment.ports.rule_file import Fault
from enrollment.web.parameters import form_of
from enrollment.web.request import Request
from enrollment.web.uploads import files_of

MOST_BYTES = 500_000
MOST_FAULTS = 100
AROUND = 70  # characters of a long line to either side of the fault
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A fault, and the line it is in: what stands before the place, the character there, and what follows."""

    fault: Fault
    before: str
    there: str
    after: str


def content_of(request: Request) -> bytes:
    """Return the file chosen, or else the text pasted, of which the browser has written every line end as two."""
    return files_of(request).get("file") or form_of(request).get("text", "").replace("\r\n", "\n").encode()


def cannot_be_taken(content: bytes) -> str:
    """Return in words why nobody reads it at all; "" for a file that can be read."""
    if not content.strip():
        return "Choose a file, or paste the rules below."
    if len(content) > MOST_BYTES:
        size = -(-len(content) // 1000)
        return f"This has {size} kB. A page takes {MOST_BYTES // 1000} kB at most; a command takes more."
    return ""


def text_of(content: bytes) -> str:
    """Return the text to go on with; "" for what is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    return "" if "\x00" in text else text


def quoted(faults: Sequence[Fault], content: bytes) -> Iterable[Quoted]:
    """Return the first faults, each with the line it is in."""
    lines = content.decode("utf-8-sig", errors="replace").split("\n")
    return [_quoted(fault, lines[fault.line - 1]) for fault in faults[:MOST_FAULTS]]


def _quoted(fault: Fault, line: str) -> Quoted:
    place = fault.column - 1
    start, end = max(0, place - AROUND), place + AROUND
    before = ("…" if start else "") + _shown(line[start:place])
    after = _shown(line[place + 1 : end]) + ("…" if end < len(line) else "")
    return Quoted(fault, before, _shown(line[place : place + 1]), after)


def _shown(text: str) -> str:
    """Return the text with a mark for every character nobody could see."""
    return "".join(" " if one == "\t" else "�" if category(one) in _UNSEEN else one for one in text.rstrip("\r"))
