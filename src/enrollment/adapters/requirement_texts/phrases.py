"""The phrases of requirement texts that are understood, one token each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Until when a course existed that is no longer taught: whoever has passed it has done so before.
PRIOR = r"(?: \(?(?i:prior to) \d{4}-\d\d\b\)?)?"

_NUMBER = r"\d{4}[A-Z]?\b"
_GRADE = r"(?P<grade>[A-F][+-]?) or (?:above|better|higher) in\b"
_SCHOOL = r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"
_PERSON = r"(?:the )?instructor"


class Kind(StrEnum):
    """What a phrase is."""

    CODE = "code"
    GRADE = "a grade asked of what follows"
    LETTER = "a passing letter grade asked of what follows"
    PASSING = "a pass asked of what follows"
    ONE_OF = "one of what follows"
    SCHOOL = "an examination of another institution"
    EQUIVALENT = "an equivalent of what precedes"
    OR_EQUIVALENT = "the same, in parentheses"
    WAIVER = "somebody's permission, or a standing"
    AND = "and"
    OR = "or"
    COMMA = ","
    SLASH = "/"
    OPEN = "("
    CLOSE = ")"
    OTHER = "anything else"


# The first that fits counts. Codes and school subjects are told by their capitals.
_PHRASES: Sequence[tuple[Kind, str]] = (
    (Kind.CODE, rf"(?P<subject>[A-Z]{{4}})[ -]?(?P<numbers>{_NUMBER}(?:/{_NUMBER})*){PRIOR}"),
    (Kind.SCHOOL, rf"(?i:level) \d\*{{0,2}} or above in HKDSE (?:1x {_SCHOOL}|1/2x|{_SCHOOL} M1/M2|{_SCHOOL})"),
    (Kind.SCHOOL, rf"(?i:a) passing grade in AL(?:/AS)? {_SCHOOL}(?: ?/ ?AL {_SCHOOL})*"),
    (Kind.GRADE, rf"(?i:requires an? |grade )?{_GRADE}"),
    (Kind.LETTER, r"(?i:a passing letter grade in)\b"),
    (Kind.PASSING, r"(?i:a passing grade in)\b"),
    (Kind.ONE_OF, r"(?i:one of)(?i: the following\b:?)?"),
    (Kind.OR_EQUIVALENT, r"\((?i:or equivalent)\)"),
    (Kind.EQUIVALENT, r"(?i:equivalents?)\b"),
    (Kind.WAIVER, rf"(?i:(?:by )?(?:permission|approval|consent) of {_PERSON})\b"),
    (Kind.WAIVER, r"(?i:(?:by )?instructor (?:permission|approval))\b"),
    (Kind.WAIVER, r"(?i:(?:junior|senior|graduate) (?:standing|status))\b"),
    (Kind.AND, r"[,;]? ?(?i:and)\b"),
    (Kind.OR, r"[,;]? ?(?i:or)\b"),
    (Kind.COMMA, r","),
    (Kind.SLASH, r"/"),
    (Kind.OPEN, r"[(\[{]"),
    (Kind.CLOSE, r"[)\]}]"),
    (Kind.OTHER, r"\w+|."),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, its words as they stand in the text from ``start`` to ``end``; a code has ``codes``."""

    kind: Kind
    words: str
    start: int
    end: int
    codes: tuple[str, ...] = ()
    grade: str | None = None


_TOKENS = tuple((kind, re.compile(pattern)) for kind, pattern in _PHRASES)


def phrases(text: str) -> Iterator[Phrase]:
    """Yield the phrases of the text, which has single spaces between its words."""
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        kind, match = next((kind, match) for kind, token in _TOKENS if (match := token.match(text, at)))
        named = match.groupdict()
        codes = (
            tuple(f"{named['subject']} {number}" for number in named["numbers"].split("/"))
            if named.get("numbers")
            else ()
        )
        yield Phrase(kind, match[0], at, match.end(), codes, named.get("grade"))
        at = match.end()
