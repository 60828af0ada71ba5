"""What scopes say, written as a file says it: reading it again gives the same."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, time
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from enrollment.domain.notation import written
from enrollment.domain.pools import SharedCapacity
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose
from enrollment.domain.rule_book import Said, Scope, ScopeKind

WIDTH = 110


def written_sets(sets: Mapping[Scope, Said], campus: ZoneInfo) -> str:
    """Return the file, with times as the clock on campus shows them, and their offsets; of no scope it is empty."""
    whole: dict[str, Any] = {}
    for scope, said in sets.items():
        plain = {name: _plain(value, campus) for name, value in said.items()}
        match scope.kind:
            case ScopeKind.INSTITUTION:
                whole["institution"] = plain
            case ScopeKind.SECTION:
                term, _, name = scope.key.partition(" ")
                whole.setdefault("sections", {}).setdefault(term, {})[name] = plain
            case kind:
                whole.setdefault(f"{kind}s", {})[scope.key] = plain
    if not whole:
        return ""
    return _dumped(whole, None)


def written_said(said: Said, campus: ZoneInfo) -> str:
    """Return what one scope says, without its name."""
    return _dumped({name: _plain(value, campus) for name, value in said.items()}, False)


def _dumped(plain: Mapping[str, Any], style: bool | None) -> str:
    return yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=style)


def _plain(value: Any, campus: ZoneInfo) -> Any:
    match value:
        case Passed() | AllOf() | AnyOf() | Prose():
            return written(value)
        case SharedCapacity():
            return {"name": value.name, "seats": value.max_participants}
        case frozenset():
            return sorted(value)
        case tuple():
            return [_plain(item, campus) for item in value]
        case _ if is_dataclass(value):
            told = {
                one.name: getattr(value, one.name) for one in fields(value) if getattr(value, one.name) != one.default
            }
            return {name: _plain(item, campus) for name, item in told.items()}
    return _single(value, campus)


def _single(value: Any, campus: ZoneInfo) -> Any:
    match value:
        case datetime():
            local = value.astimezone(campus)
            return local.isoformat(timespec="seconds" if local.second else "minutes")
        case time():
            return value.isoformat("minutes")
        case Enum():
            return value.value
        case float() if value.is_integer():
            return int(value)
    return value


class _Dumper(yaml.SafeDumper):
    """Writes what is said twice twice: an alias is nothing to read."""

    def ignore_aliases(self, data: Any) -> bool:
        """Whatever it is."""
        return True
