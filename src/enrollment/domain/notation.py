"""Requirements as people write and read them: ``MATH 20A at least B- and (CSE 8A or CSE 11)``.

An item is whatever stands between ``and``, ``or``, ``at least`` and parentheses. What contains one of these words, or
one of ``( ) [ ] { } , ; "``, is put into double quotes, a quote in it doubled. Words only a person can judge are
written ``prose "portfolio review"``. The four words may be in capitals.
"""

from collections.abc import Sequence
from functools import lru_cache

from enrollment.domain.errors import RequirementUnreadable
from enrollment.domain.notation_tokens import MOST_CHARACTERS, Kind, Token, is_a_name, tokens
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose, Requirement, grouped

DEEPEST = 20
MOST_ITEMS = 500

__all__ = ["DEEPEST", "MOST_CHARACTERS", "MOST_ITEMS", "parse", "written"]


def parse(text: str) -> Requirement:
    """Return the requirement in normal form: groups within groups of their kind are one group.

    Raises RequirementUnreadable with the column of the first thing that is not as expected; so also for a text of more
    than MOST_CHARACTERS, parentheses more than DEEPEST deep, and more than MOST_ITEMS items.

    >>> parse("MATH 20A at least B-")
    Passed(item='MATH 20A', at_least='B-')
    """
    reader = _Reader(tokens(text))
    requirement = reader.requirement(0)
    reader.take(Kind.END, '"and", "or" or the end')
    return requirement


@lru_cache(maxsize=10_000)  # a catalog's requirements and their parts, each told of to many
def written(requirement: Requirement) -> str:
    """Return the one text of a requirement in normal form; ``parse`` gives the requirement back.

    >>> written(AllOf((Passed("CSE 8A"), Prose("portfolio review"))))
    'CSE 8A and prose "portfolio review"'
    """
    match requirement:
        case Passed(item, grade):
            return _name(item) if grade is None else f"{_name(item)} at least {_name(grade)}"
        case Prose(text):
            return f"prose {_quoted(text)}"
        case AllOf(parts):
            return " and ".join(map(_part, parts))
        case AnyOf(parts):
            return " or ".join(map(_part, parts))


def _part(part: Requirement) -> str:
    return f"({written(part)})" if isinstance(part, AllOf | AnyOf) else written(part)


@lru_cache(maxsize=10_000)  # a catalog's items, and each in many requirements
def _name(text: str) -> str:
    return text if is_a_name(text) else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


class _Reader:
    """Goes over the tokens once, from left to right."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._items = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def take(self, kind: Kind, expected: str) -> Token:
        """Return the next token and go past it. Raises RequirementUnreadable when it is of another kind."""
        token = self._next
        if token.kind is not kind:
            raise RequirementUnreadable(token.column, expected, token.seen)
        self._at += 1
        return token

    def requirement(self, depth: int) -> Requirement:
        """Read parts with one and the same word between them: which of two words binds closer is never guessed."""
        parts = [self._part(depth)]
        word = self._next.kind
        while self._next.kind in (Kind.AND, Kind.OR):
            self.take(word, f'"{word}" again, or parentheses around what belongs together')
            parts.append(self._part(depth))
        return grouped(AllOf if word is Kind.AND else AnyOf, tuple(parts))

    def _part(self, depth: int) -> Requirement:
        match self._next.kind:
            case Kind.OPEN:
                return self._group(depth + 1)
            case Kind.PROSE:
                self._count()
                self._at += 1
                return Prose(self._text(Kind.QUOTED, "the prose in double quotes"))
        self._count()
        return self._passed()

    def _group(self, depth: int) -> Requirement:
        opened = self.take(Kind.OPEN, '"("')
        if depth > DEEPEST:
            raise RequirementUnreadable(opened.column, f"parentheses at most {DEEPEST} deep", "one more")
        requirement = self.requirement(depth)
        self.take(Kind.CLOSE, f'"and", "or" or the ")" for the "(" at column {opened.column}')
        return requirement

    def _passed(self) -> Passed:
        item = self._name('an item such as MATH 20A, or "("')
        if self._next.kind is not Kind.AT_LEAST:
            return Passed(item)
        self._at += 1
        return Passed(item, self._name("a grade such as B-"))

    def _name(self, expected: str) -> str:
        return self._text(Kind.QUOTED if self._next.kind is Kind.QUOTED else Kind.NAME, expected)

    def _text(self, kind: Kind, expected: str) -> str:
        token = self.take(kind, expected)
        if not token.text:
            raise RequirementUnreadable(token.column, expected, "nothing between the quotes")
        return token.text

    def _count(self) -> None:
        self._items += 1
        if self._items > MOST_ITEMS:
            raise RequirementUnreadable(self._next.column, f"the end, after {MOST_ITEMS} items", "one more")
