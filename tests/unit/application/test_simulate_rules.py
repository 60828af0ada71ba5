"""A file of rules is tried out on the roster."""

from uuid import uuid4

import pytest

from enrollment.adapters.memory.academic_records import MemoryAcademicRecords
from enrollment.adapters.memory.roster import MemoryRoster
from enrollment.application.simulate_rules import Effect, SimulateRules
from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.identifiers import PermitId
from enrollment.domain.permits import Permit
from enrollment.ports.permits import Grant
from tests.support.build import NOON, a_record, a_refusal, a_student, an_enrollment
from tests.unit.application.rule_files import COURSE, JUNIORS, SENIORS, Written


@pytest.fixture
def simulate(records, register, clock, check):
    """Try a file out: each student's name, what it comes to, and for what."""
    simulate_rules = SimulateRules(roster=MemoryRoster(records), register=register, clock=clock)
    return lambda said: {
        one.student.name: (one.effect, one.codes) for one in simulate_rules(check(Written({COURSE: said})))
    }


@pytest.fixture
def student(records, known, register):
    """Put a student of that standing on record, who sits in the course or was refused there."""

    def student(standing, course, name, *, sits=False):
        found = known(a_student(name=name))
        MemoryAcademicRecords(records).put(found.id, AcademicRecord(standing=standing))
        if sits:
            enrollment = an_enrollment(course_id=course.id, student_id=found.id)
            records.enrollments[enrollment.id] = enrollment
        else:
            register.keep(a_record(receipt=a_refusal(course_id=course.id, user_id=found.id)))
        return found

    return student


def test_a_dry_run_tells_who_would_pass_who_would_fail_and_who_sits_there_anyway(
    offered, check, publish, simulate, student
):
    course = offered(code="COGS 1")
    publish(check(Written({COURSE: SENIORS})), by="ada")
    student("junior", course, "asks")
    student("senior", course, "asks too")
    student("senior", course, "sits", sits=True)
    student("junior", course, "sits and passes", sits=True)
    student("sophomore", course, "fails both ways")

    against = ("group-restricted",)
    assert simulate(JUNIORS) == {
        "asks": (Effect.PASSES, against),
        "asks too": (Effect.FAILS, against),
        "sits": (Effect.SITS_AND_FAILS, against),
    }


def test_a_dry_run_looks_at_the_courses_that_change_and_changes_nothing(
    offered, check, publish, simulate, student, records
):
    course, other = offered(code="COGS 1"), offered(code="COGS 2")
    publish(check(Written({COURSE: SENIORS})), by="ada")
    student("junior", other, "asks elsewhere")
    student("junior", course, "sits", sits=True)

    assert simulate(SENIORS) == {}
    assert simulate({**SENIORS, "most_units": 22.0}) == {"sits": (Effect.SITS_AND_FAILS, ("group-restricted",))}
    assert (len(records.rule_editions), [held.is_live for held in records.enrollments.values()]) == (1, [True])


def test_neither_a_full_course_nor_a_permit_makes_a_difference(offered, check, publish, simulate, student, records):
    course = offered(code="COGS 1", max_participants=1, current_enrollment=1)
    permitted = student("junior", course, "permitted")
    student("junior", course, "not permitted")
    permit = Permit(id=PermitId(uuid4()), codes=frozenset({"group-restricted"}), granted_by="ada")
    grant = Grant(permit=permit, course_id=course.id, granted_at=NOON, student_id=permitted.id)
    records.permits[permit.id] = grant

    assert simulate(SENIORS) == {"not permitted": (Effect.FAILS, ("group-restricted",))}


def test_whoever_sits_in_two_sections_is_told_of_before_that_is_no_longer_allowed(
    offered, check, publish, simulate, student, records
):
    first, second = (offered(code="COGS 1", section=section) for section in ("A01", "A02"))
    publish(check(Written({COURSE: {"one_section": False}})), by="ada")
    student("junior", first, "sits in one", sits=True)
    both = student("junior", first, "sits in both", sits=True)
    enrollment = an_enrollment(course_id=second.id, student_id=both.id)
    records.enrollments[enrollment.id] = enrollment

    assert simulate({"one_section": True}) == {"sits in both": (Effect.SITS_AND_FAILS, ("other-section-held",))}
    assert simulate({"one_section": False}) == {}
