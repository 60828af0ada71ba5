"""Rules and the clock, over a real database: what holds at which instant, and which edition decides."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment import settings, wiring
from enrollment.adapters.memory.clock import StoppedClock
from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.groups import Group
from enrollment.domain.identifiers import PermitId
from enrollment.domain.permits import Permit
from enrollment.domain.rule_book import Scope, ScopeKind
from enrollment.domain.rules import GroupWindow
from enrollment.ports.permits import Grant
from tests.support.build import NOON, a_course, a_student, an_account, an_origin
from tests.support.one_student import publish

A_MOMENT, AN_HOUR = timedelta(microseconds=1), timedelta(hours=1)
COGS_1, SPRING = Scope(ScopeKind.COURSE, "COGS 1"), Scope(ScopeKind.TERM, "SP26")
CONSENT, FREE = {COGS_1: {"consent_of": "instructor"}}, {COGS_1: {}}
SENIORS = Group(name="Seniors", standings=frozenset({"senior"}))


@pytest.fixture
def clock():
    """The clock; it shows NOON until it is moved."""
    return StoppedClock(NOON)


@pytest.fixture
def system(database_url, tmp_path, clock):
    """An installation."""
    system = wiring.System(settings.read({"enrollment.database_url": database_url}, {}, tmp_path), clock=clock)
    yield system
    system.engine.dispose()


@pytest.fixture
def on_record(system):
    """What is on record."""
    return system.outside_transaction()


@pytest.fixture
def course(on_record):
    """A course in the catalog."""
    course = a_course(code="COGS 1", term="SP26", units="4")
    on_record.catalog.load([course])
    return course


@pytest.fixture
def student(on_record):
    """A student with an account, a senior."""
    student = a_student()
    on_record.accounts.add(an_account(user=student))
    on_record.academic_records.put(student.id, AcademicRecord(standing="senior"))
    return student


@pytest.fixture
def enroll(system, course, student):
    """Have the student ask for the seat, and return the receipt."""

    def ask():
        with system.transactions.manager:
            return system.in_transaction().enroll_student(student.id, course.id, key=None, origin=an_origin())

    return ask


@pytest.fixture
def answers_at(clock, enroll, on_record):
    """Ask at that instant, and return the reasons against it."""

    def ask(at):
        clock.advance(at - clock.now())
        return [reason.code for reason in enroll().verdict.reasons]

    return ask


def test_a_window_holds_its_opening_and_not_its_closing(system, answers_at):
    opens, closes = NOON + AN_HOUR, NOON + 2 * AN_HOUR
    publish(system, {SPRING: {"windows": (GroupWindow(group=SENIORS, opens=opens, closes=closes),)}})

    assert answers_at(opens - A_MOMENT) == ["registration-not-open"]
    assert answers_at(closes) == ["registration-closed"]


@pytest.mark.parametrize("at", [NOON + AN_HOUR, NOON + 2 * AN_HOUR - A_MOMENT])
def test_at_its_first_and_its_last_moment_a_window_is_open(system, answers_at, at):
    windows = (GroupWindow(group=SENIORS, opens=NOON + AN_HOUR, closes=NOON + 2 * AN_HOUR),)
    publish(system, {SPRING: {"windows": windows}})

    assert answers_at(at) == []


def test_from_open_registration_on_the_windows_hold_no_longer(system, answers_at):
    windows = (GroupWindow(group=SENIORS, opens=NOON + 9 * AN_HOUR),)
    publish(system, {SPRING: {"windows": windows, "open_registration": NOON + AN_HOUR}})

    assert answers_at(NOON + AN_HOUR - A_MOMENT) == ["registration-not-open"]
    assert answers_at(NOON + AN_HOUR) == []


@pytest.mark.parametrize(("units", "reasons"), [(4.0, []), (3.99, ["unit-limit"])])
def test_as_many_units_as_the_most_are_not_too_many(system, answers_at, units, reasons):
    publish(system, {SPRING: {"most_units": units}})

    assert answers_at(NOON) == reasons


def test_a_permit_is_of_no_use_from_the_instant_it_expires(system, answers_at, on_record, course, student):
    publish(system, CONSENT)
    permit = Permit(
        id=PermitId(uuid4()), codes=frozenset({"consent-required"}), granted_by="ada", expires_at=NOON + AN_HOUR
    )
    on_record.permits.grant(Grant(permit=permit, course_id=course.id, granted_at=NOON, student_id=student.id))

    assert answers_at(NOON + AN_HOUR) == ["consent-required"]
    assert answers_at(NOON + AN_HOUR - A_MOMENT) == []


def test_a_hold_stands_until_the_instant_it_expires(answers_at, on_record, student):
    hold = Hold(owner="the bursar", note="an unpaid bill", expires_at=NOON + AN_HOUR)
    on_record.academic_records.put(student.id, AcademicRecord(holds=(hold,)))

    assert answers_at(NOON + AN_HOUR - A_MOMENT) == ["on-hold"]
    assert answers_at(NOON + AN_HOUR) == []


def preview(on_record, course, student):
    return [reason.code for reason in on_record.preview_enrollment(student, course.id).verdict.reasons]


def test_a_hold_placed_between_look_and_press_counts(enroll, on_record, course, student):
    assert preview(on_record, course, student) == []

    on_record.academic_records.put(student.id, AcademicRecord(holds=(Hold(owner="the bursar", note="a bill"),)))

    assert [reason.code for reason in enroll().verdict.reasons] == ["on-hold"]


def test_what_was_published_between_look_and_press_counts(system, enroll, on_record, course, student):
    assert preview(on_record, course, student) == []
    publish(system, CONSENT)
    assert [reason.code for reason in enroll().verdict.reasons] == ["consent-required"]

    assert preview(on_record, course, student) == ["consent-required"]
    publish(system, FREE)
    assert enroll().verdict.allowed


def test_a_receipt_names_the_edition_that_judged_and_keeps_it(system, enroll, on_record, student):
    publish(system, CONSENT)
    refused = enroll()
    publish(system, FREE)
    admitted = enroll()
    publish(system, CONSENT)

    assert [receipt.rules_version.partition(".")[2] for receipt in (refused, admitted)] == ["1", "2"]
    for receipt in (refused, admitted):
        assert on_record.enrollments.receipt(receipt.id).rules_version == receipt.rules_version
    assert on_record.rule_sets.book(1).rules_for(a_course(code="COGS 1")).consent_of == "instructor"


def test_publishing_drops_nobody_and_decides_nothing_again(system, enroll, on_record, course, student):
    admitted = enroll()
    before = on_record.activity_log.of(student.id)
    publish(system, {COGS_1: {"restricted_to": (Group(name="Nobody", standings=frozenset({"none"})),)}})

    (held,) = on_record.enrollments.of(student.id, live_only=True)
    assert held.enrollment == admitted.enrollment
    assert on_record.catalog.find(course.id).current_enrollment == 1
    assert on_record.activity_log.of(student.id) == before
    assert list(on_record.audit.violations(system.clock.now())) == []
