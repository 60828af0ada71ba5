"""Values as JSON has them, and back: ids as text, instants as RFC 3339, a dataclass as its fields."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from operator import attrgetter, methodcaller
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Return the value as numbers, text, lists and dicts."""
    return _writer(cast(Any, type(value)))(value)


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    """Return how values of the kind are made plain."""
    if issubclass(kind, UUID):
        return str
    if issubclass(kind, Enum):
        return attrgetter("value")
    if issubclass(kind, (date, time)):  # a datetime is a date
        return methodcaller("isoformat")
    if issubclass(kind, (tuple, list)):
        return lambda values: [to_plain(value) for value in values]
    if issubclass(kind, frozenset):
        return lambda values: sorted(to_plain(value) for value in values)
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
        return lambda value: {name: to_plain(getattr(value, name)) for name in names}
    return lambda value: value


def from_plain(kind: type[T], plain: Mapping[str, Any]) -> T:
    """Return the dataclass of that kind whose fields ``to_plain`` gave; unknown members are passed over."""
    hints = _hints(cast(Any, kind))
    return kind(**{name: _read(hints[name], item) for name, item in plain.items() if name in hints})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _read(hint: Any, plain: Any) -> Any:
    hint = getattr(hint, "__supertype__", hint)
    if plain is None:
        return None
    match get_origin(hint):
        case origin if origin in (Union, UnionType):
            return _read(next(arm for arm in get_args(hint) if arm is not type(None)), plain)
        case origin if origin in (tuple, frozenset):
            return origin(_read(get_args(hint)[0], item) for item in plain)
    if isinstance(hint, type) and is_dataclass(hint):
        return from_plain(hint, plain)
    if hint in (datetime, date, time):
        return hint.fromisoformat(plain)
    return hint(plain) if isinstance(hint, type) else plain
