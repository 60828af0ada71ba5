"""What functional tests about what a student can take begin with."""

from datetime import time

from enrollment.adapters.rules_yaml.rule_file import YamlRuleFile
from enrollment.domain.catalog import RegistrationWindow
from enrollment.domain.meetings import Day, Meeting
from tests.support.build import NOON, a_course

NINE, TEN = ((Meeting(kind="LE", days=(Day.MONDAY,), starts=time(hour), ends=time(hour, 50)),) for hour in (9, 10))
RULES = """
institution: {refuse_conflicts: true}
courses:
  MATH 3: {prerequisite: MATH 2}
sections:
  SP26:
    MATH 4 A01: {pools: [{group: {name: seniors, standings: [senior]}, seats: 30}]}
"""
# Of these somebody who holds HELD can take TAKEABLE.
OFFERED = {
    "MATH 1": {"meetings": TEN},
    "MATH 2": {"meetings": NINE},
    "MATH 3": {},
    "MATH 4": {},
    "MATH 5": {"max_participants": 0},
    "MATH 6": {"registration": RegistrationWindow(closes=NOON)},
    "MATH 10": {"max_participants": None},
}
HELD, TAKEABLE = "COGS 1", ["MATH 1", "MATH 10"]


def offer_all(system):
    """Put OFFERED and HELD in the catalog, with the rules that hold for them, and return the course HELD."""
    held = a_course(code=HELD, section="A01", meetings=NINE)
    offered = [a_course(code=code, section="A01", **about) for code, about in OFFERED.items()]
    with system.transactions.manager:
        application = system.in_transaction()
        application.catalog.load([held, *offered])
        checked = application.check_rules(YamlRuleFile(RULES.encode(), system.settings.campus_timezone))
        assert application.publish_rules(checked, by="the registrar") == 1
    return held


def offer_refused(system, count):
    """Put so many courses in the catalog that clash with HELD, and one after them that does not."""
    refused = [a_course(code=f"PHYS {number}", section="A01", meetings=NINE) for number in range(1, count + 1)]
    system.outside_transaction().catalog.load([*refused, a_course(code="ZOO 1", section="A01", meetings=TEN)])
