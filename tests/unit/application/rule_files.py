"""Files of rules, as values."""

from dataclasses import dataclass, field

from enrollment.domain.groups import Group
from enrollment.domain.rule_book import Scope, ScopeKind
from enrollment.ports.rule_file import Fault

COURSE = Scope(ScopeKind.COURSE, "COGS 1")
SENIORS, JUNIORS = (
    {"restricted_to": (Group(name=f"{word}s", standings=frozenset({word})),)} for word in ("senior", "junior")
)


@dataclass
class Written:
    """A file that says this."""

    sets: dict
    faults: list = field(default_factory=list)

    def fault(self, objection):
        """The objection, at the scope it is about."""
        return Fault(1, 1, f"{objection.scope}: {objection.problem}")
