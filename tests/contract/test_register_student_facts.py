"""The port Register: what an attempt is judged by besides the course and the seat."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from enrollment.domain.academic_record import NO_RECORD
from enrollment.domain.catalog import Term
from enrollment.domain.identifiers import ConsentRequestId, PermitId
from enrollment.domain.permits import Permit
from enrollment.domain.requirements import Passed
from enrollment.domain.rule_book import Scope, ScopeKind, section_scope
from enrollment.ports.consent_requests import ConsentRequest
from enrollment.ports.permits import Grant
from tests.contract.given import a_known_student, admitted, an_offered_course, dropped
from tests.contract.test_academic_records import RECORD
from tests.support.build import NOON


def published(ports, **said_by_kind):
    sets = {Scope(ScopeKind(kind), key): said for kind, (key, said) in said_by_kind.items()}
    return ports.rule_sets.publish(sets, after=ports.rule_sets.book().edition, by="the registrar", at=NOON)


def granted(ports, course, student, **about):
    permit = Permit(
        id=PermitId(uuid4()), codes=frozenset({"time-conflict", "excluded-by"}), granted_by="Grace", **about
    )
    ports.permits.grant(Grant(permit=permit, course_id=course.id, granted_at=NOON, student_id=student.id))
    return permit


def test_the_record_of_the_student_is_a_fact_and_nobody_elses(ports, course, student):
    ports.academic_records.put(student.id, RECORD)
    assert ports.register.facts(course.id, student.id).record == RECORD
    assert ports.register.facts(course.id, a_known_student(ports, email="b@example.edu").id).record == NO_RECORD


def test_the_term_of_the_course_is_a_fact_once_it_is_known(ports, course, student):
    assert ports.register.facts(course.id, student.id).term is None
    term = Term(code=course.term, name="Spring", starts_on=date(2022, 3, 28), ends_on=date(2022, 6, 3))
    ports.catalog.put_term(term)
    assert ports.register.facts(course.id, student.id).term == term


def test_the_terms_that_are_not_over_when_the_course_begins_are_facts(ports, course, student):
    spring = Term(code=course.term, name="Spring", starts_on=date(2022, 3, 28), ends_on=date(2022, 6, 3))
    day = timedelta(days=1)
    over = Term(code="A", name="over", starts_on=spring.starts_on - 90 * day, ends_on=spring.starts_on - day)
    at_the_time = replace(over, code="C", name="at the time", ends_on=spring.starts_on)
    later = Term(code="B", name="later", starts_on=None, ends_on=spring.ends_on + 90 * day)
    for term in (at_the_time, over, later, Term(code="D", name="some day")):
        ports.catalog.put_term(term)
    assert ports.register.facts(course.id, student.id).terms == ()
    ports.catalog.put_term(replace(spring, starts_on=None))
    assert ports.register.facts(course.id, student.id).terms == ()
    ports.catalog.put_term(spring)
    facts = ports.register.facts(course.id, student.id)
    assert facts.terms == (later, at_the_time)
    assert ports.register.facts_about([course.id], student.id)[course.id] == facts


def test_the_other_courses_held_are_facts_in_the_order_they_were_taken(ports, course, student):
    first, second, given_up = (an_offered_course(ports, section=section) for section in ("X1", "X2", "X3"))
    admitted(ports, second, student, at=NOON + timedelta(hours=1))
    admitted(ports, first, student)
    dropped(ports, admitted(ports, given_up, student))
    admitted(ports, course, student)
    held = ports.register.facts(course.id, student.id).held
    assert [(one.id, one.code, one.section, one.term, one.units, one.meetings) for one in held] == [
        (one.id, one.code, one.section, one.term, one.units, one.meetings) for one in (first, second)
    ]


def test_the_rules_of_every_scope_come_together_the_narrower_ones_last(ports, course, student):
    said = {"consent_of": "instructor", "most_units": 18.0}
    edition = published(
        ports,
        institution=("", {"refuse_conflicts": True, "most_units": 20.0}),
        term=(course.term, {"most_units": 19.0}),
        course=(course.code, said),
        section=(section_scope(course).key, {"prerequisite": Passed("MATH 20A", "B-")}),
    )
    rules = ports.register.facts(course.id, student.id).rules
    assert (rules.edition, rules.refuse_conflicts, rules.most_units) == (edition, True, 18.0)
    assert (rules.consent_of, rules.prerequisite) == ("instructor", Passed("MATH 20A", "B-"))


def test_one_section_is_the_rule_unless_the_narrowest_scope_that_speaks_of_it_says_no(ports, course):
    assert ports.register.facts(course.id, None).rules.one_section
    published(ports, term=(course.term, {"one_section": False}))
    assert not ports.register.facts(course.id, None).rules.one_section
    published(ports, section=(section_scope(course).key, {"one_section": True}))
    assert ports.register.facts(course.id, None).rules.one_section
    published(ports, section=(section_scope(course).key, {"one_section": None}))
    assert ports.register.facts(course.id, None).rules.one_section


def test_a_later_edition_takes_the_place_of_what_it_says_anew(ports, course):
    published(ports, course=(course.code, {"consent_of": "instructor"}))
    edition = published(ports, course=(course.code, {}))
    rules = ports.register.facts(course.id, None).rules
    assert (rules.edition, rules.consent_of) == (edition, "")


def test_the_rules_of_other_courses_and_terms_are_no_facts(ports, course):
    published(ports, term=("FA99", {"most_units": 1.0}), course=("ART 1", {"consent_of": "dean"}))
    assert ports.register.facts(course.id, None).rules.edition == 0


def test_usable_permits_for_the_course_are_facts(ports, course, student):
    kept = granted(ports, course, student, expires_at=NOON, single_use=True)
    revoked = granted(ports, course, student)
    ports.permits.revoke(revoked.id, NOON)
    granted(ports, an_offered_course(ports, section="X1"), student)
    granted(ports, course, a_known_student(ports, email="b@example.edu"))
    assert ports.register.facts(course.id, student.id).permits == (kept,)
    ports.register.spend(kept.id, NOON)
    assert ports.register.facts(course.id, student.id).permits == ()


def test_consent_asked_for_is_a_fact_until_it_is_decided(ports, course, student):
    request = ConsentRequest(
        id=ConsentRequestId(uuid4()), course_id=course.id, student_id=student.id, note="", asked_at=NOON
    )
    ports.consent_requests.ask(request)
    assert ports.register.facts(course.id, student.id).consent_asked_at == NOON
    ports.consent_requests.decide(request.id, approved=False, by=student.id, at=NOON)
    assert ports.register.facts(course.id, student.id).consent_asked_at is None


def test_the_same_facts_come_with_an_enrollment_asked_about_by_itself(ports, course, student):
    ports.academic_records.put(student.id, RECORD)
    other = an_offered_course(ports, section="X1")
    admitted(ports, other, student)
    permit = granted(ports, course, student)
    enrollment = admitted(ports, course, student)
    by_course, by_itself = (
        ports.register.facts(course.id, student.id),
        ports.register.facts_of(enrollment.id, student.id),
    )
    assert by_itself == replace(by_course, enrollment=enrollment)
    assert (by_itself.permits, len(by_itself.held)) == ((permit,), 1)
