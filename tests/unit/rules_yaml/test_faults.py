"""Whatever is wrong with a file of rules is said in words, with its line and column."""

import pytest

from tests.unit.rules_yaml.reading import faults

UNREADABLE = [
    ("", "1:1: the file says nothing"),
    ("# nothing\n", "1:1: the file says nothing"),
    (
        "courses: [",
        "1:11: this is no YAML: while parsing a flow node, expected the node content, but found '<stream end>'",
    ),
    ("a: b: c", "1:5: this is no YAML: mapping values are not allowed here"),
    ("--- {}\n--- {}", "2:1: this is no YAML: expected a single document in the stream, but found another document"),
    (b"courses:\n  \xff: {}", "2:3: this is not in UTF-8"),
    ("courses:\n  A\x00: {}", "2:4: there is a character here that YAML does not allow"),
    ("[" * 2000, "1:1: lists are nested too deeply"),
    (b"#" * (4 << 20) + b"#", "1:1: the file is larger than 4 MiB"),
]
SHAPES = [
    ("[1]", "1:1: here is a list, where members belong, such as name: value"),
    ("course: {}", '1:1: there is no member "course"; did you mean "courses"?'),
    ("x: {}", '1:1: there is no member "x"; the members are institution, terms, courses, sections'),
    ("courses: 1", "1:10: here is a single value, where members belong, such as name: value"),
    ("courses: {[a]: {}}", "1:11: here is a list, where a single value belongs"),
    ("courses:\n  A 1: {}\n  A 1: {}", '3:3: "A 1" stands in line 2 already'),
    ("courses: {A 1: {excluded: A 2}}", "1:27: here is a single value, where a list belongs, such as [one, another]"),
    ("courses: {A 1: {excluded: [[A 2]]}}", "1:28: here is a list, where a single value belongs"),
    ("courses: {A 1: {excluded: []}}", "1:27: the list has 0 of at least 1"),
    ("courses: {A 1: {excluded: [~]}}", "1:28: nothing stands here"),
    ("courses: {A 1: {excluded: [A 2, A  2]}}", '1:27: "A 2" stands in the list twice'),
    ('courses: {A 1: {consent_of: "a\\0b"}}', "1:29: there are characters here that cannot be shown"),
    ("courses: {A 1: {consent_of: " + 101 * "a" + "}}", "1:29: this is longer than 100 characters"),
    ("courses: {A 1: {linked: [LE]}}", "1:25: the list has 1 of at least 2"),
    ("courses: {A 1: {repeat: {}}}", "1:25: this says neither most_attempts nor only_below"),
    ("courses: {A 1: {repeat: {most_attempts: 0}}}", '1:41: "0" is no number of attempts, such as 2'),
    ("courses: {A 1: {restricted_to: [{standings: [senior]}]}}", '1:33: the member "name" is missing'),
    (
        "courses: {A 1: {restricted_to: [{name: All}]}}",
        "1:33: everybody is in All: say standings, programmes, cohorts or students",
    ),
    ("courses: {A 1: {restricted_to: [{name: X, students: [ada]}]}}", '1:54: "ada" is no e-mail address'),
    ("institution: {refuse_conflicts: yes}", '1:33: "yes" is neither true nor false'),
    ("courses:\n  A 1:\n    one_section: no", '3:18: "no" is neither true nor false'),
    ("terms: {SP22: {one_sections: true}}", '1:16: there is no member "one_sections"; did you mean "one_section"?'),
    ("terms: {SP22: {most_units: -1}}", '1:28: "-1" is no number of units, such as 22 or 11.5'),
    ("terms: {SP22: {most_units: .inf}}", '1:28: ".inf" is no number of units, such as 22 or 11.5'),
    ("sections: {SP22: {A 2 A01: {pools: [{seats: 1}]}}}", '1:37: the member "group" is missing'),
]
TIMES = [
    ("tomorrow", '"tomorrow" is no time, such as 2027-02-19T08:00 or 2027-02-19'),
    ("2022-02-30", '"2022-02-30" is no time, such as 2027-02-19T08:00 or 2027-02-19'),
    ("2022-03-01T25:00", '"2022-03-01T25:00" is no time, such as 2027-02-19T08:00 or 2027-02-19'),
    ("0001-01-01", '"0001-01-01" is no time, such as 2027-02-19T08:00 or 2027-02-19'),
    ("2022-03-13T02:30", "the clock on campus skips 02:30 on that day, as summer time begins"),
    (
        "2022-11-06T01:30",
        "the clock on campus shows 01:30 twice on that day, as summer time ends; "
        "say which by an offset, such as 01:30-07:00",
    ),
]
ITEM = 'expected an item such as MATH 20A, or "("'
REQUIREMENTS = [
    ("A 2 and", f"3:26: {ITEM}, found the end"),
    ("A 2 and and A 3", f"3:27: {ITEM}, found “and”"),
    ("'A 2 or )'", f"3:27: {ITEM}, found “)”"),
    ("A 2 and A 9", '3:27: the catalog has no course "A 9"; did you mean "A 3"?'),
    ("A 2 at  least E", '3:23: the grades are A+, A, A-, B+, B, B-, C+, C, C-, D+, D, D-, F; "E" is none of them'),
    ("\n      A 2\n      and and A 3", f"5:11: {ITEM}, found “and”"),
    (">-\n      A 2\n      and A 9", '5:11: the catalog has no course "A 9"; did you mean "A 3"?'),
    ("|\n      A 2\n\n      and ,", f"6:11: {ITEM}, found “,”"),
]


@pytest.mark.parametrize(("text", "fault"), [*UNREADABLE, *SHAPES])
def test_what_is_wrong_is_said_with_its_place(text, fault):
    assert faults(text) == [fault]


@pytest.mark.parametrize(("time", "problem"), TIMES)
def test_a_time_that_is_none_on_campus_is_refused(time, problem):
    assert faults("terms: {SP22: {open_registration: '" + time + "'}}") == [f"1:35: {problem}"]


@pytest.mark.parametrize(("text", "fault"), REQUIREMENTS)
def test_a_fault_in_a_requirement_is_placed_within_its_text(text, fault):
    assert faults(f"courses:\n  A 1:\n    prerequisite: {text}") == [fault]


def test_a_file_with_ten_faults_reports_ten():
    text = """
institution:
  grades: {order: [A, B, B], lowest_pass: D}
terms:
  SP22:
    windows:
      - {group: {name: X}, opens: never}
      - {group: {name: Y}, opens: 2022-02-19, closes: 2022-02-18}
  SP23: {most_unit: 3}
courses:
  A 1: {prerequisite: A 2 and, excluded: [A 1]}
  A 2: {corequisite: A 1 at least Z}
sections: {SP22: {A 2 B01: {}}}
"""
    assert [fault.partition(": ")[0] for fault in faults(text)] == [
        *("3:19", "3:43", "7:35", "8:55", "9:3", "9:10", "11:30", "11:43", "12:26", "13:19"),
    ]


def test_a_file_that_repeats_itself_without_end_is_refused():
    group = "&g {name: X, students: &s [" + ", ".join(["&m a@b", *["*m"] * 999]) + "]}"
    text = f"courses:\n  A 0: {{restricted_to: &r [{group}{', *g' * 999}]}}\n" + "".join(
        f"  A {number}: {{restricted_to: *r}}\n" for number in range(1, 9)
    )

    assert "1:1: there are more than 1000000 values" in faults(text)
