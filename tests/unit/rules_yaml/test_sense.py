"""Rules that are well written and make no sense are refused where they stand."""

import pytest

from enrollment.domain.requirements import AllOf, AnyOf, Passed
from enrollment.domain.rule_book import RuleBook, RuleSet, Scope, ScopeKind
from tests.unit.rules_yaml.reading import faults


def prerequisites(**texts):
    """A file with a prerequisite for A 1, A 2 and A 3, as far as given."""
    return "courses:\n" + "".join(f"  A {name[1]}: {{prerequisite: {text}}}\n" for name, text in texts.items())


def windows(*flow, more=""):
    """A file with these windows in SP22, one a line from the fourth."""
    return f"terms:\n  SP22:{more}\n    windows:\n" + "".join(f"    - {{{window}}}\n" for window in flow)


def published(**said):
    """A book in which these members are said of A 1, published in edition 1."""
    return RuleBook({Scope(ScopeKind.COURSE, "A 1"): RuleSet(said=said, edition=1)}, 1)


CIRCLES = [
    (prerequisites(a1="A 1"), ["2:23: nobody could ever take it: A 1 needs A 1"]),
    (prerequisites(a1="A 3 and A 2", a2="A 1"), ["2:31: nobody could ever take it: A 1 needs A 2 needs A 1"]),
    (
        prerequisites(a1="A 2", a2="A 3", a3="A 1"),
        ["2:23: nobody could ever take it: A 1 needs A 2 needs A 3 needs A 1"],
    ),
    (prerequisites(a1="A 2", a2="A 3 or A 1"), []),
    (prerequisites(a1="A 2", a2="A 1 or A 1"), ["2:23: nobody could ever take it: A 1 needs A 2 needs A 1"]),
    (prerequisites(a1="A 2", a2='A 1 or prose "or so"'), []),
    (prerequisites(a1="A 2", a2="A 3", a3="A 2"), ["3:23: nobody could ever take it: A 2 needs A 3 needs A 2"]),
    (
        "institution: {equivalents: [[A 1, A 3]]}\n" + prerequisites(a1="A 2", a2="A 1"),
        [],
    ),
]
WINDOWS = [
    (windows("group: {name: X}, opens: 2022-02-19, closes: 2022-02-18"), ["4:53: the window closes before it opens"]),
    (windows("group: {name: X}, opens: 2022-02-19, closes: 2022-02-19"), []),
    (
        windows("group: {name: X}, opens: 2022-02-19T08:00, closes: 2022-02-19T08:00"),
        ["4:59: the window closes before it opens"],
    ),
    (windows("group: {name: X}, opens: 2022-02-19", "group: {name: Y}, opens: 2022-02-19"), []),
    (
        windows("group: {name: X}, opens: 2022-02-19", "group: {name: X}, opens: 2022-02-20"),
        ["5:33: this window of X overlaps window 1 of the term, also theirs"],
    ),
    (
        windows(
            "group: {name: X}, opens: 2022-02-19T08:00, closes: 2022-02-20T08:00",
            "group: {name: X}, opens: 2022-02-20T08:00",
        ),
        [],
    ),
    (
        windows(
            "group: {name: X, cohorts: [a]}, opens: 2022-02-19, closes: 2022-02-20",
            "group: {name: X}, opens: 2023-01-01",
        ),
        ["5:15: X are others here than in a window above; give them another name"],
    ),
    (
        windows("group: {name: X}, opens: 2022-03-01", more="\n    open_registration: 2022-03-01"),
        ["5:33: the window opens when registration is open to everybody already (open_registration)"],
    ),
]
SEATS = "sections:\n  SP22:\n"
POOL = "{group: {name: X, cohorts: [a]}, seats: %d}"
SECTIONS = [
    (SEATS + f"    A 2 A01: {{pools: [{POOL % 60}]}}", []),
    (SEATS + f"    A 2 A01: {{pools: [{POOL % 61}]}}", ["3:22: the pools keep 61 seats, and SP22 A 2 A01 has 60"]),
    (SEATS + f"    A 2 A01: {{pools: [{POOL % 1}, {POOL % 1}]}}", ["3:75: there is a pool for X above already"]),
    (
        SEATS + "    A 2 A01: {shared_seats: {name: X, seats: 9}}",
        ['3:36: no other section of SP22 shares seats as "X"'],
    ),
    (
        SEATS + "    A 2 A01: {shared_seats: {name: X, seats: 9}}\n    A 3 A01: {shared_seats: {name: X, seats: 8}}",
        ['4:46: "X" has 9 seats as SP22 A 2 A01 says'],
    ),
    ("courses: {A 1: {linked: [LE, LA]}}", []),
    ("courses: {A 1: {linked: [LE, DI]}}", ['1:30: A 1 has no section of the kind "DI"; its kinds are LA, LE']),
]
INSTITUTION = [
    (
        "{equivalents: [[A 1, A 2], [A 2, A 3]]}",
        ["1:42: A 2 has equivalents above already; put them all into one list"],
    ),
    ("{equivalents: [[A 1, B 7]]}", ['1:35: the catalog has no course "B 7"']),
    ("{equivalents: [[A 1, B 7]], not_in_catalog: [B 7]}", []),
    ("{grades: {order: [A, B], lowest_pass: C}}", ['1:52: "C" is not in the order']),
    ("{grades: {order: [A, B, A], lowest_pass: B}}", ["1:31: A stands there twice"]),
    (
        "{grades: {order: [A, P], lowest_pass: P, ungraded_passes: [P]}}",
        ["1:72: P stands in the order as well; an ungraded pass has no place in it"],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*CIRCLES, *WINDOWS, *SECTIONS, *[(f"institution: {text}", found) for text, found in INSTITUTION]],
)
def test_it_is_said_where_it_stands(text, expected):
    assert faults(text) == expected


def test_a_circle_through_what_is_published_is_told_where_the_file_closes_it():
    book = published(prerequisite=AllOf((Passed("A 2"), AnyOf((Passed("A 3"), Passed("A 2"))))))

    assert faults(prerequisites(a2="A 1"), book) == ["2:23: nobody could ever take it: A 2 needs A 1 needs A 2"]


def test_what_a_file_makes_wrong_elsewhere_in_the_book_is_told_at_its_beginning():
    book = published(prerequisite=Passed("A 2", "C-"))

    assert faults("institution: {grades: {order: [A, B], lowest_pass: B}}", book) == [
        '1:1: A 1 prerequisite: the grades are A, B; "C-" is none of them'
    ]
