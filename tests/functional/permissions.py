"""What functional tests about consent, permits and holds begin with."""

from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.requirements import Passed
from enrollment.domain.rule_book import Scope, ScopeKind
from tests.support.build import NOON, a_course


def published(system, course, **said):
    """Publish rules for the course."""
    application = system.outside_transaction()
    scope = Scope(ScopeKind.COURSE, course.code)
    application.rule_sets.publish({scope: said}, after=application.rule_sets.book().edition, by="", at=NOON)


def a_seminar(system, code="COGS 190D", **said):
    """A course that takes the instructor's consent, and whatever else is said."""
    course = a_course(code=code)
    system.outside_transaction().catalog.load([course])
    published(system, course, consent_of="instructor", **said)
    return course


def a_hard_course(system, code="MATH 20B"):
    """A course with a prerequisite nobody has met."""
    course = a_course(code=code)
    system.outside_transaction().catalog.load([course])
    published(system, course, prerequisite=Passed("MATH 20A", None))
    return course


def put_on_hold(system, student, *holds):
    """Put the holds on the student's record."""
    system.outside_transaction().academic_records.put(student.id, AcademicRecord(holds=holds))


def words_of(page, selector):
    """The texts of what the selector finds, with single blanks."""
    return [" ".join(found.get_text().split()) for found in page.html.select(selector)]


def form_to(page, path):
    """The form of the page that is sent to that path."""
    return next(form for form in page.forms.values() if form.action == path)


def log_of(system, user):
    """What the user did, the latest first."""
    return [entry.action for entry in system.outside_transaction().activity_log.of(user.id)]
