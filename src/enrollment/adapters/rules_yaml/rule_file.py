"""A file of rules: what it says, scope by scope, and where."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.adapters.rules_yaml.composing import Unreadable, composed, text_in
from enrollment.adapters.rules_yaml.members import whole
from enrollment.adapters.rules_yaml.requirements import index_of
from enrollment.adapters.rules_yaml.sheet import Faulty, Path, Sheet
from enrollment.domain.objections import Objection
from enrollment.domain.rule_book import INSTITUTION, Said, Scope, ScopeKind
from enrollment.ports.rule_file import Fault


class YamlRuleFile:
    """The port RuleFile, over a YAML file (1.1) in UTF-8, with or without a byte order mark."""

    def __init__(self, content: bytes, campus: ZoneInfo) -> None:
        self._sheet = Sheet(text_in(content))
        self.sets: Mapping[Scope, Said] = dict(_scopes(self._read(content, campus)))
        self.faults: Sequence[Fault] = sorted(self._sheet.faults)

    def fault(self, objection: Objection) -> Fault:
        """Return the objection at the innermost value on its way that the file has."""
        if objection.scope not in self.sets:
            member = "".join(f" {name}" for name in objection.at[:1])
            return Fault(1, 1, f"{objection.scope}{member}: {objection.problem}")
        path: Path = (*_path(objection.scope), *objection.at)
        while path not in self._sheet.nodes:
            path = path[:-1]
        index = index_of(self._sheet.text, self._sheet.nodes[path], objection.about)
        return self._sheet.fault(index, objection.problem)

    def _read(self, content: bytes, campus: ZoneInfo) -> Mapping[str, Any]:
        try:
            return dict(self._sheet.read(whole(campus), (), composed(content, self._sheet.text)))
        except Unreadable as error:
            self._sheet.note(error.index, str(error))
        except Faulty:
            pass
        return {}


def _scopes(found: Mapping[str, Any]) -> Iterator[tuple[Scope, Said]]:
    if found.get("institution") is not None:
        yield INSTITUTION, found["institution"]
    for kind, member in ((ScopeKind.TERM, "terms"), (ScopeKind.COURSE, "courses")):
        for key, said in (found.get(member) or {}).items():
            yield Scope(kind, key), said
    for term, sections in (found.get("sections") or {}).items():
        for name, said in sections.items():
            yield Scope(ScopeKind.SECTION, f"{term} {name}"), said


def _path(scope: Scope) -> Path:
    match scope.kind:
        case ScopeKind.TERM:
            return ("terms", scope.key)
        case ScopeKind.COURSE:
            return ("courses", scope.key)
        case ScopeKind.SECTION:
            term, _, name = scope.key.partition(" ")
            return ("sections", term, name)
    return ("institution",)
