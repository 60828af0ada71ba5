"""How far a requirement is met, by what, and what remains of it."""

from collections.abc import Callable
from operator import is_
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
        case AllOf():
            return _all(requirement, of_one)
        case AnyOf():
            return _any(requirement, of_one)
        case Prose():
            return Fulfilment(Result.UNKNOWN, remains=requirement)


def _all(requirement: AllOf, of_one: Callable[[Passed], Fulfilment]) -> Fulfilment:
    result, remains = Result.MET, []
    by: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    for part in requirement.parts:
        found = evaluate(part, of_one)
        if found.result < result:
            result = found.result
        by += found.by
        conditional += found.conditional
        if found.remains is not None:
            remains.append(found.remains)
    return Fulfilment(result, by, conditional, _left_of(requirement, remains) if remains else None)


def _any(requirement: AnyOf, of_one: Callable[[Passed], Fulfilment]) -> Fulfilment:
    best = Fulfilment(Result.NOT_MET)
    remains: list[Requirement] = []
    for part in requirement.parts:
        found = evaluate(part, of_one)
        if found.result is Result.MET:
            return found
        if found.remains is not None:
            remains.append(found.remains)
        if found.result > best.result:
            best = found
    if best.result is Result.CONDITIONAL:
        return best
    return Fulfilment(best.result, remains=_left_of(requirement, remains))


def _left_of(group: AllOf | AnyOf, remains: list[Requirement]) -> Requirement:
    """Return the group with those parts in place of its own: the very same where that changes nothing."""
    if len(remains) == 1:
        return remains[0]
    if len(remains) == len(group.parts) and all(map(is_, remains, group.parts)):
        return group
    return type(group)(tuple(remains))
