"""Rules of every kind, and a way to draw any."""

from datetime import UTC, datetime

from hypothesis import strategies as some

from enrollment.domain.grades import LETTER_GRADES, GradeScale
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose
from enrollment.domain.rule_book import INSTITUTION, Scope, ScopeKind
from enrollment.domain.rules import GroupWindow, RepeatRule

TERM = Scope(ScopeKind.TERM, "SP26")
COURSE = Scope(ScopeKind.COURSE, "COGS 1")
SECTION = Scope(ScopeKind.SECTION, "SP26 COGS 1 A01")

_word = some.text(min_size=1, max_size=12)
_words = some.frozensets(_word, max_size=3)
_instant = some.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=some.just(UTC))
_units = some.floats(0, 100)
_group = some.builds(Group, name=_word, standings=_words, programmes=_words, cohorts=_words, students=_words)
_grade = some.sampled_from(LETTER_GRADES.order)
_leaf = some.builds(Passed, _word, some.none() | _grade) | some.builds(Prose, _word)
_requirement = some.recursive(
    _leaf,
    lambda part: some.one_of(
        *(some.builds(kind, some.lists(part, min_size=2, max_size=3).map(tuple)) for kind in (AllOf, AnyOf))
    ),
    max_leaves=8,
)
_MEMBERS = {
    "grades": some.builds(GradeScale, some.lists(_word, max_size=4).map(tuple), _word, _words),
    "equivalents": some.lists(_words, max_size=3).map(tuple),
    "refuse_conflicts": some.booleans(),
    "most_units": _units,
    "windows": some.lists(
        some.builds(
            GroupWindow, group=_group, opens=_instant, closes=some.none() | _instant, most_units=some.none() | _units
        ),
        max_size=3,
    ).map(tuple),
    "open_registration": _instant,
    "prerequisite": _requirement,
    "corequisite": _requirement,
    "excluded": _words,
    "repeat": some.builds(RepeatRule, most_attempts=some.none() | some.integers(1, 9), only_below=some.none() | _grade),
    "restricted_to": some.lists(_group, max_size=2).map(tuple),
    "consent_of": _word,
    "linked": some.lists(_word, max_size=3).map(tuple),
    "one_section": some.booleans(),
    "pools": some.lists(
        some.builds(Pool, group=_group, seats=some.integers(0, 500), releases_at=some.none() | _instant), max_size=2
    ).map(tuple),
    "shared_seats": some.builds(SharedCapacity, name=_word, max_participants=some.integers(0, 500)),
    "not_in_catalog": _words,
}
# What some scope says, whatever that may be.
anything_said = some.fixed_dictionaries({}, optional={name: some.none() | value for name, value in _MEMBERS.items()})

SAID = {
    INSTITUTION: {"refuse_conflicts": True},
    TERM: {"most_units": 22.0},
    COURSE: {"prerequisite": Passed("MATH 10A", "C-"), "excluded": frozenset({"COGS 2"})},
    SECTION: {"excluded": None, "consent_of": "instructor"},
}
