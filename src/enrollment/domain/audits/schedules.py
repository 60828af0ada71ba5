"""Whether a student's schedule is what the rules allow."""

from collections.abc import Callable, Iterator
from itertools import groupby

from enrollment.domain.attempt import Attempt
from enrollment.domain.audits.student_file import StudentFile
from enrollment.domain.catalog import Course, Term
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.policies import version_of
from enrollment.domain.policies.schedule import times_do_not_conflict, units_stay_within_limit
from enrollment.domain.reasons import Reason
from enrollment.domain.rules import Rules
from enrollment.domain.users import Role, User

RulesFor = Callable[[Course], Rules]
TermOf = Callable[[str], Term | None]


def overfull(file: StudentFile, rules_for: RulesFor, term_of: TermOf) -> Iterator[str]:
    """Yield each schedule that breaks its limit of units, or has two things at once, though a rule refuses that.

    A term's schedule is judged as its latest seat was, if that was by the rules as they are now: what was decided by
    other rules is none of theirs.
    """
    held = sorted(
        ((enrollment, course) for enrollment, course in file.enrollments if enrollment.is_held),
        key=lambda pair: (pair[1].term, pair[0].enrollment_date),
    )
    for _, of_term in groupby(held, key=lambda pair: pair[1].term):
        *before, (latest, course) = of_term
        rules = rules_for(course)
        if _decided_by(file, latest) == version_of(rules):
            yield from _against(file, course, tuple(other for _, other in before), rules, term_of(course.term))


def _against(
    file: StudentFile, course: Course, others: tuple[Course, ...], rules: Rules, term: Term | None
) -> Iterator[str]:
    student = User(id=file.student_id, email="", name="", roles=frozenset({Role.STUDENT}))
    at = max(receipt.at for receipt in file.receipts)
    attempt = Attempt(at=at, user=student, course=course, held=others, rules=rules, term=term)
    for policy in (units_stay_within_limit, times_do_not_conflict):
        finding = policy(attempt)
        if isinstance(finding, Reason) and (course.id, finding.code) not in file.permitted:
            yield f"schedule: student {file.student_id} has course {course.id} against the rule {finding.code}"


def _decided_by(file: StudentFile, enrollment: Enrollment) -> str | None:
    path = file.path_of(enrollment.id)
    return path[-1].rules_version if path else None
