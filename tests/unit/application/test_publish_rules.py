"""A file of rules is checked, and published."""

import pytest

from enrollment.application.publish_rules import RulesFaulty
from enrollment.domain.grades import GradeScale
from enrollment.domain.requirements import Passed
from enrollment.domain.rule_book import Scope, ScopeKind
from enrollment.ports.rule_file import Fault
from enrollment.ports.rule_sets import PublishedMeanwhile
from tests.support.build import NOON
from tests.unit.application.rule_files import COURSE, JUNIORS, SENIORS, Written


def test_what_is_published_is_what_differs(offered, check, publish, rule_sets):
    offered(code="COGS 1")
    assert publish(check(Written({COURSE: SENIORS})), by="ada") == 1

    checked = check(Written({COURSE: SENIORS, Scope(ScopeKind.INSTITUTION): {}}))

    assert (list(checked.sets), checked.unchanged) == ([], 2)
    assert publish(checked, by="ada") == 1
    assert [(one.by, one.at) for one in rule_sets.history()] == [("ada", NOON)]


def test_a_file_with_a_fault_is_not_published(offered, check, publish, rule_sets):
    offered(code="COGS 1")
    fault = Fault(3, 7, "no good")

    checked = check(Written({COURSE: SENIORS}, [fault]))

    assert checked.faults == [fault]
    with pytest.raises(RulesFaulty, match="there is one fault"):
        publish(checked, by="ada")
    assert rule_sets.book().edition == 0


def test_what_was_checked_before_another_publication_is_not_published(offered, check, publish):
    offered(code="COGS 1")
    checked = check(Written({COURSE: SENIORS}))
    publish(check(Written({COURSE: JUNIORS})), by="grace")

    with pytest.raises(PublishedMeanwhile):
        publish(checked, by="ada")


def test_a_catalog_of_more_than_a_page_is_known_whole(offered, check, monkeypatch):
    monkeypatch.setattr("enrollment.application.check_rules.PAGE", 2)
    for number in range(5):
        offered(code=f"COGS {number}")

    assert [check(Written({Scope(ScopeKind.COURSE, f"COGS {number}"): SENIORS})).faults for number in range(5)] == [
        []
    ] * 5


def test_what_a_file_makes_wrong_elsewhere_is_its_fault_and_what_was_wrong_before_is_not(offered, check, publish):
    course, other = offered(code="COGS 1"), Scope(ScopeKind.COURSE, offered(code="COGS 2").code)
    publish(check(Written({COURSE: {"prerequisite": Passed("COGS 2", "C-")}})), by="ada")
    scale = {Scope(ScopeKind.INSTITUTION): {"grades": GradeScale(("A", "B"), "B")}}

    (fault,) = check(Written(scale)).faults
    assert fault.problem == 'COGS 1: the grades are A, B; "C-" is none of them'

    offered(id=course.id, code="COGS 3")  # so that there is no COGS 1 any more
    assert check(Written({other: SENIORS})).faults == []


def test_the_activity_log_tells_of_a_publication_and_not_of_none(offered, check, publish, records):
    offered(code="COGS 1")
    for _ in range(2):
        publish(check(Written({COURSE: SENIORS})), by="ada")

    (entry,) = records.log
    assert (entry.action, entry.details["edition"], entry.timestamp) == ("rules_publication", 1, NOON)
    assert entry.origin.door == "cli"
