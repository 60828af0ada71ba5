"""What a scope says as JSON text, for keeping: each member under its name, and nothing that is as usual."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any

from enrollment.domain.plain import from_plain, to_plain
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose, Requirement
from enrollment.domain.rule_book import RuleSet, Said, merged
from enrollment.domain.rules import Rules

REQUIREMENTS = ("prerequisite", "corequisite")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Members(Rules):
    """The types of all that can be said."""

    pools: tuple[Pool, ...] = ()
    shared_seats: SharedCapacity | None = None
    not_in_catalog: frozenset[str] = frozenset()


def body_of(said: Said) -> str:
    """Return the text; of what is said the same way, the same text."""
    return json.dumps(plain_of(said), sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=2048)
def said_in(body: str) -> Said:
    """Return what the text that ``body_of`` gave says; not to be changed, since it is kept for the next who asks."""
    plain = json.loads(body)
    rest = from_plain(_Members, {name: value for name, value in plain.items() if name not in REQUIREMENTS})
    return {
        name: requirement_in(plain[name]) if name in REQUIREMENTS and plain[name] else _read(rest, name, plain)
        for name in plain
    }


@lru_cache(maxsize=2048)
def rules_in(bodies: tuple[tuple[int, str], ...]) -> Rules:
    """Return the rules that editions and texts come to, the widest scope first. The same again costs a look-up."""
    return merged(RuleSet(said=said_in(body), edition=edition) for edition, body in bodies)


def plain_of(said: Said) -> dict[str, Any]:
    """Return what is said as numbers, text, lists and dicts, requirements as trees of them."""
    return {name: plain_requirement(value) if name in REQUIREMENTS else unusual(value) for name, value in said.items()}


def unusual(value: Any) -> Any:
    """Return the value as ``to_plain`` does, without the fields that are as they usually are."""
    if is_dataclass(value) and not isinstance(value, type):
        told = {one.name: getattr(value, one.name) for one in fields(value) if getattr(value, one.name) != one.default}
        return {name: unusual(item) for name, item in told.items()}
    if isinstance(value, tuple):
        return [unusual(item) for item in value]
    return to_plain(value)


def plain_requirement(requirement: Requirement | None) -> Mapping[str, Any] | None:
    """Return the tree as dicts: ``{"all": [...]}``, ``{"any": [...]}``, ``{"passed": …}``, ``{"prose": …}``."""
    match requirement:
        case AllOf(parts):
            return {"all": [plain_requirement(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [plain_requirement(part) for part in parts]}
        case Passed(item, None):
            return {"passed": item}
        case Passed(item, grade):
            return {"passed": item, "at_least": grade}
        case Prose(text):
            return {"prose": text}
    return None


def requirement_in(plain: Mapping[str, Any]) -> Requirement:
    """Return the tree that ``plain_requirement`` gave."""
    match plain:
        case {"all": parts}:
            return AllOf(tuple(map(requirement_in, parts)))
        case {"any": parts}:
            return AnyOf(tuple(map(requirement_in, parts)))
        case {"prose": text}:
            return Prose(text)
    return Passed(plain["passed"], plain.get("at_least"))


def _read(members: _Members, name: str, plain: Mapping[str, Any]) -> Any:
    return None if plain[name] is None else getattr(members, name)
