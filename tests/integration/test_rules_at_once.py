"""One student asking for everything at once breaks no rule; and each is broken once nobody waits for the other."""

from uuid import uuid4

import pytest

from enrollment.domain.identifiers import PermitId
from enrollment.domain.permits import Permit
from enrollment.domain.rule_book import INSTITUTION, Scope, ScopeKind
from enrollment.ports.permits import Grant
from tests.support.build import NOON
from tests.support.office import Office
from tests.support.one_student import HANDS, at_once, dawdle, offer, publish, seats_of, take_out_the_lock

CODES = [f"COGS {number}" for number in range(1, HANDS + 1)]
ROUNDS = 5  # in which a safety that was taken out has to show


@pytest.fixture
def office(database_url, tmp_path, monkeypatch):
    """An installation in which decisions take their time."""
    dawdle(monkeypatch)
    with Office(database_url, tmp_path) as office:
        yield office


@pytest.fixture
def unlocked(office, monkeypatch):
    """The lock taken out."""
    take_out_the_lock(monkeypatch, office.system)


def units_allow_three(office):
    publish(office.system, {Scope(ScopeKind.TERM, "SP26"): {"most_units": 12.0}})
    return offer(office, *CODES)


def all_meet_at_noon(office):
    publish(office.system, {INSTITUTION: {"refuse_conflicts": True}})
    return offer(office, *CODES)


def each_excludes_the_others(office):
    said = {Scope(ScopeKind.COURSE, code): {"excluded": frozenset(CODES) - {code}} for code in CODES}
    publish(office.system, said)
    return offer(office, *CODES)


def all_are_sections_of_one_course(office):
    return offer(office, *["COGS 1"] * HANDS)


LIMITS = pytest.mark.parametrize(
    ("given", "most"),
    [(units_allow_three, 3), (all_meet_at_noon, 1), (each_excludes_the_others, 1), (all_are_sections_of_one_course, 1)],
)


@LIMITS
def test_a_student_asking_for_all_at_once_holds_what_the_rule_allows(office, given, most):
    courses = given(office)

    for _ in range(2):
        assert len(seats_of(office.wish(), courses)) == most
    assert office.violations() == []


@LIMITS
@pytest.mark.usefixtures("unlocked")
def test_without_the_lock_a_student_holds_more(office, given, most):
    courses = given(office)

    assert max(len(seats_of(office.wish(), courses)) for _ in range(ROUNDS)) > most


def uses_of_one_permit(office):
    """How often one permit of one use lets its student in, who takes and drops the seat with all hands, then anew."""
    (course,) = offer(office, "COGS 1")
    wish = office.wish()
    permit = Permit(id=PermitId(uuid4()), codes=frozenset({"consent-required"}), granted_by="ada", single_use=True)
    grant = Grant(permit=permit, course_id=course.id, granted_at=NOON, student_id=wish.user.id)
    office.system.outside_transaction().permits.grant(grant)

    def take_and_drop():
        answer = wish.asking(course.id)
        if answer.status_int == 201:
            assert wish.drop(answer.json["id"]).status_int == 200
        return answer.status_int

    return [*at_once([take_and_drop] * HANDS), take_and_drop()].count(201)


def test_a_permit_of_one_use_is_used_once(office):
    publish(office.system, {Scope(ScopeKind.COURSE, "COGS 1"): {"consent_of": "instructor"}})

    assert [uses_of_one_permit(office) for _ in range(2)] == [1, 1]
    assert office.violations() == []


@pytest.mark.usefixtures("unlocked")
def test_without_the_lock_a_permit_of_one_use_is_used_more_often(office):
    publish(office.system, {Scope(ScopeKind.COURSE, "COGS 1"): {"consent_of": "instructor"}})

    assert max(uses_of_one_permit(office) for _ in range(ROUNDS * 2)) > 1
