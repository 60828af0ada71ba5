"""Do a term's windows make sense together?"""

from collections.abc import Iterator
from datetime import datetime

from enrollment.domain.groups import Group
from enrollment.domain.objections.objection import Objection, Offered
from enrollment.domain.rule_book import RuleBook, Scope, ScopeKind
from enrollment.domain.rules import GroupWindow


def windows_that_never_are(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Windows that close before they open, or open when registration is open to all."""
    for scope, at, window, _ in _windows(book):
        opens_to_all: datetime | None = book.said(scope).get("open_registration")
        if window.closes is not None and window.closes <= window.opens:
            yield Objection(scope, (*at, "closes"), "the window closes before it opens")
        elif opens_to_all is not None and window.opens >= opens_to_all:
            problem = "the window opens when registration is open to everybody already (open_registration)"
            yield Objection(scope, (*at, "opens"), problem)


def windows_that_overlap(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Two windows of one group at the same time: which cap would hold?"""
    for scope, at, window, before in _windows(book):
        for position, other in enumerate(before, 1):
            if other.group.name == window.group.name and _overlap(window, other):
                problem = f"this window of {window.group.name} overlaps window {position} of the term, also theirs"
                yield Objection(scope, (*at, "opens"), problem)


def groups_of_one_name(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Two different groups of the same name in one term."""
    for scope, at, window, before in _windows(book):
        same: list[Group] = [other.group for other in before if other.group.name == window.group.name]
        if same and same[0] != window.group:
            problem = f"{window.group.name} are others here than in a window above; give them another name"
            yield Objection(scope, (*at, "group"), problem)


def _windows(book: RuleBook) -> Iterator[tuple[Scope, tuple[str | int, ...], GroupWindow, tuple[GroupWindow, ...]]]:
    """Yield each window with its scope, its place there, and the windows of the term that stand before it."""
    for scope, said in book.of(ScopeKind.TERM):
        windows: tuple[GroupWindow, ...] = said.get("windows") or ()
        for position, window in enumerate(windows):
            yield scope, ("windows", position), window, windows[:position]


def _overlap(one: GroupWindow, other: GroupWindow) -> bool:
    first, second = sorted((one, other), key=lambda window: window.opens)
    return first.closes is None or second.opens < first.closes
