"""The written requirement in tokens: names, quoted texts, parentheses and the four words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from enrollment.domain.errors import RequirementUnreadable

MOST_CHARACTERS = 20_000

_LETTER = r"""[^\s()\[\]{},;"]"""
_KEYWORD = rf"(?:and|or|at\s+least|prose)(?!{_LETTER})"
_TOKEN = re.compile(
    rf"""(?P<quoted>"(?:[^"]|"")*")|(?P<mark>[()])|(?P<keyword>{_KEYWORD})"""
    rf"""|(?P<name>(?!{_KEYWORD}){_LETTER}+(?:\s+(?!{_KEYWORD}){_LETTER}+)*)|(?P<other>\S)""",
    re.IGNORECASE,
)
# Neither a database nor a page can hold them.
_ILLEGIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Kind(StrEnum):
    """What a token is. A name is all the words up to the next keyword or mark."""

    AND = "and"
    OR = "or"
    AT_LEAST = "at least"
    PROSE = "prose"
    OPEN = "("
    CLOSE = ")"
    NAME = "name"
    QUOTED = "quoted"
    OTHER = "other"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; its first character stands in ``column``, counted from 1. Quotes are not in ``text``."""

    kind: Kind
    text: str
    column: int

    @property
    def seen(self) -> str:
        """The token as a message shows it."""
        if self.kind is Kind.END:
            return "the end"
        return f"“{self.text}”" if len(self.text) <= 40 else f"“{self.text[:40]}…”"


def is_a_name(text: str) -> bool:
    """Whether the text is read as that one name without being quoted."""
    match = _TOKEN.fullmatch(text)
    return match is not None and match.lastgroup == "name" and " ".join(text.split()) == text


def tokens(text: str) -> Sequence[Token]:
    """Return the tokens, an END after the last. Raises RequirementUnreadable for what is too long or no text."""
    if len(text) > MOST_CHARACTERS:
        raise RequirementUnreadable(MOST_CHARACTERS + 1, f"the end after {MOST_CHARACTERS} characters", "more")
    if wrong := _ILLEGIBLE.search(text):
        raise RequirementUnreadable(wrong.start() + 1, "text", "a control character")
    return [*map(_token, _TOKEN.finditer(text)), Token(Kind.END, "", len(text) + 1)]


def _token(match: re.Match[str]) -> Token:
    words, column = " ".join(match[0].split()), match.start() + 1
    match match.lastgroup:
        case "quoted":
            return Token(Kind.QUOTED, match[0][1:-1].replace('""', '"'), column)
        case "keyword":
            return Token(Kind(words.casefold()), words, column)
        case "mark":
            return Token(Kind(words), words, column)
        case "name":
            return Token(Kind.NAME, words, column)
    return Token(Kind.OTHER, words, column)
