"""A file of rules, read over a small catalog."""

from zoneinfo import ZoneInfo

from enrollment.adapters.rules_yaml import YamlRuleFile
from enrollment.domain.objections import objections_to
from enrollment.domain.rule_book import RuleBook
from tests.support.build import a_course

CAMPUS = ZoneInfo("America/Los_Angeles")
COURSES = [
    a_course(code=code, section=section, term="SP22", max_participants=60)
    for code, section in [("A 1", "LE1"), ("A 1", "LA1"), ("A 2", "A01"), ("A 3", "A01")]
]


def read(text):
    """The file."""
    return YamlRuleFile(text if isinstance(text, bytes) else text.encode(), CAMPUS)


def faults(text, book=RuleBook()):  # noqa: B008 - it never changes
    """Everything wrong with the file, a line each."""
    file = read(text)
    objections = objections_to(book.amended(file.sets), COURSES, [])
    found = sorted([*file.faults, *map(file.fault, objections)])
    return [f"{fault.line}:{fault.column}: {fault.problem}" for fault in found]
