"""How far a requirement is met, by what, and what remains of it."""

from collections.abc import Callable
from typing import NamedTuple

from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose, Requirement, Result


class Fulfilment(NamedTuple):
    """The result, and its evidence; a tuple, since one is made for every node of a tree.

    ``by`` are the codes on the student's side it is met by, ``conditional`` those of them that are still in progress;
    a code is repeated that is asked for more than once.
    ``remains`` is the requirement without what is met, conditionally or not; None when nothing is left of it.
    """

    result: Result
    by: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    remains: Requirement | None = None


def evaluate(requirement: Requirement, of_one: Callable[[Passed], Fulfilment]) -> Fulfilment:
    """Return how far it is met, where ``of_one`` says so of a single item. Prose is unknown.

    Where any of several would do, the best is taken, the first of equals.
    """
    match requirement:
        case Passed():
            return of_one(requirement)
        case AllOf(parts):
            return _all([evaluate(part, of_one) for part in parts])
        case AnyOf(parts):
            return _any(parts, of_one)
        case Prose():
            return Fulfilment(Result.UNKNOWN, remains=requirement)


def _all(parts: list[Fulfilment]) -> Fulfilment:
    result, remains = Result.MET, []
    by: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    for part in parts:
        result = min(result, part.result)
        by += part.by
        conditional += part.conditional
        if part.remains is not None:
            remains.append(part.remains)
    if not remains:
        return Fulfilment(result, by, conditional)
    return Fulfilment(result, by, conditional, remains[0] if len(remains) == 1 else AllOf(tuple(remains)))


def _any(parts: tuple[Requirement, ...], of_one: Callable[[Passed], Fulfilment]) -> Fulfilment:
    best = Fulfilment(Result.NOT_MET)
    remains: list[Requirement] = []
    for part in parts:
        found = evaluate(part, of_one)
        if found.result is Result.MET:
            return found
        if found.remains is not None:
            remains.append(found.remains)
        if found.result > best.result:
            best = found
    if best.result is Result.CONDITIONAL:
        return best
    return Fulfilment(best.result, remains=remains[0] if len(remains) == 1 else AnyOf(tuple(remains)))
