"""The grammar of requirement texts: lists of courses, in parentheses where "and" and "or" meet."""

from collections.abc import Sequence
from dataclasses import replace

from enrollment.adapters.requirement_texts.lists import Member, NotUnderstood, one_requirement
from enrollment.adapters.requirement_texts.phrases import Kind, Phrase, phrases
from enrollment.domain.requirements import AnyOf, Passed, Prose, Requirement, grouped

DEEPEST = 10
# The lowest letter that passes, where a text asks for "a passing letter grade".
LOWEST_LETTER = "D"


def or_prose(text: str, *, slash_is_or: bool = False) -> Requirement:
    """Return the requirement the text states, in normal form, or the text as prose.

    What stands in parentheses of its own and is not understood is prose by itself. A slash between two courses may mean
    that either will do, or a lecture and its lab, both of which are needed: it is understood only if ``slash_is_or``.
    """
    text = " ".join(text.split())
    reader = _Reader(text, tuple(phrases(text)), slash_is_or)
    try:
        requirement = reader.listed(0)
    except NotUnderstood:
        return Prose(text)
    return requirement if reader.next is None else Prose(text)


class _Reader:
    """Goes over the phrases once, from left to right."""

    def __init__(self, text: str, found: Sequence[Phrase], slash_is_or: bool) -> None:
        self._text, self._found, self._slash_is_or = text, found, slash_is_or
        self._at = 0

    @property
    def next(self) -> Kind | None:
        """The kind of the next phrase; None at the end."""
        return self._found[self._at].kind if self._at < len(self._found) else None

    def _take(self, *kinds: Kind) -> Phrase | None:
        """Return the next phrase and go past it, if it is of one of the kinds."""
        if self.next not in kinds:
            return None
        self._at += 1
        return self._found[self._at - 1]

    def _need(self, *kinds: Kind) -> Phrase:
        phrase = self._take(*kinds)
        if phrase is None:
            raise NotUnderstood
        return phrase

    def listed(self, depth: int) -> Requirement:
        """Read a list, up to a closing parenthesis or the end."""
        one_of = self._take(Kind.ONE_OF) is not None
        asked = self._take(Kind.LETTER, Kind.PASSING)
        grade = LOWEST_LETTER if asked and asked.kind is Kind.LETTER else None
        members = [self._member(depth, grade)]
        while self.next not in (None, Kind.CLOSE):
            between = self._need(Kind.AND, Kind.OR, Kind.COMMA)
            # Nothing tells whether "grade B in X or Y" asks for the grade in Y as well.
            if members[-1].kind is Kind.GRADE and self.next is Kind.CODE:
                raise NotUnderstood
            members.append(replace(self._member(depth, grade), after=between))
        if asked and any(member.kind is not Kind.CODE for member in members):
            raise NotUnderstood
        return one_requirement(members, one_of=one_of)

    def _member(self, depth: int, grade: str | None) -> Member:
        if self.next is Kind.OPEN:
            return Member(self._group(depth + 1), Kind.OPEN)
        if asked := self._take(Kind.GRADE):
            return Member(self._courses(asked.grade), Kind.GRADE)
        if phrase := self._take(Kind.SCHOOL, Kind.WAIVER, Kind.EQUIVALENT):
            return Member(Prose(phrase.words), phrase.kind)
        return Member(self._courses(grade), Kind.CODE)

    def _courses(self, grade: str | None) -> Requirement:
        codes = [*self._need(Kind.CODE).codes]
        while self._take(Kind.SLASH):
            codes += self._need(Kind.CODE).codes
        if len(codes) > 1 and not self._slash_is_or:
            raise NotUnderstood
        courses: tuple[Requirement, ...] = tuple(Passed(code, grade) for code in codes)
        if self._take(Kind.OR_EQUIVALENT):
            courses += (Prose("equivalent"),)
        return grouped(AnyOf, courses)

    def _group(self, depth: int) -> Requirement:
        """Read what stands in parentheses; as prose where it is not understood, since no other part hangs on it."""
        opened, closing = self._need(Kind.OPEN), self._closing()
        try:
            if depth > DEEPEST:
                raise NotUnderstood
            requirement = self.listed(depth)
            if self._at != closing:
                raise NotUnderstood
        except NotUnderstood:
            requirement = Prose(self._text[opened.end : self._found[closing].start].strip())
        self._at = closing + 1
        return requirement

    def _closing(self) -> int:
        """Return where the parenthesis just opened is closed."""
        opened = 1
        for at in range(self._at, len(self._found)):
            opened += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(self._found[at].kind, 0)
            if opened == 0 and at > self._at:
                return at
        raise NotUnderstood
