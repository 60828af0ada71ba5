"""What clients lived through, checked against what is on record in the end."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from enrollment.domain.audits.calls import Asked, Call, History, Kind
from enrollment.domain.audits.student_file import StudentFile
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId
from enrollment.domain.reasons import CourseFull

Kept = Mapping[EnrollmentId, tuple[Enrollment, Course]]
ByStudent = Mapping[UserId, History]
# By these a student may give up a seat in another course than they are about.
_MAY_GIVE_UP = frozenset({Asked.SWAP, Asked.JOIN, Asked.ACCEPT})
_ENDED_BY_STUDENT = frozenset({EnrollmentStatus.DROPPED, EnrollmentStatus.WITHDRAWN})


def unfaithful(history: History, files: Sequence[StudentFile]) -> Iterator[str]:
    """Yield what cannot be if nothing was lost, invented or done twice: acknowledged calls against the record.

    The files are those of the students who called, and of whoever else has sat in a course they were told is full.
    """
    kept = {enrollment.id: (enrollment, course) for file in files for enrollment, course in file.enrollments}
    by_key: Mapping[str, list[Call]] = defaultdict(list)
    by_wish: Mapping[tuple[UserId, CourseId], list[Call]] = defaultdict(list)
    by_student: Mapping[UserId, list[Call]] = defaultdict(list)
    for call in history:
        by_key[call.key].append(call)
        by_student[call.student_id].append(call)
        by_wish[call.student_id, call.course_id].append(call)
    for key, calls in by_key.items():
        yield from _misrecorded(key, calls)
        yield from _broken_word(key, [call for call in calls if call.kind is Kind.OK], kept, by_student)
    for enrollment, _ in kept.values():
        if enrollment.student_id in by_student:
            yield from _unexplained(enrollment, by_wish[enrollment.student_id, enrollment.course_id])
    yield from _falsely_full(history, kept.values(), files)


def _misrecorded(key: str, calls: History) -> Iterator[str]:
    """The history itself may be wrong, and then proves nothing."""
    open_: set[str] = set()
    for call in calls:
        if (call.kind is Kind.INVOKE) == (call.client in open_):
            yield f"misrecorded: {call.kind} of client {call.client} under key {key}"
        open_ ^= {call.client}
    if len({(call.student_id, call.course_id, call.asked) for call in calls}) > 1:
        yield f"misrecorded: key {key} was used for several requests"


def _broken_word(key: str, acknowledged: History, kept: Kept, by_student: ByStudent) -> Iterator[str]:
    if len({(call.enrollment_id, call.answer) for call in acknowledged}) > 1:
        yield f"changed: key {key} was answered differently each time"
    for call in acknowledged:
        if call.enrollment_id is None:
            continue
        enrollment, course = kept.get(call.enrollment_id, (None, None))
        if enrollment is None or course is None:
            yield f"lost: enrollment {call.enrollment_id} was acknowledged under key {key}"
        elif call.asked is Asked.DROP:
            if enrollment.is_live:
                yield f"kept: enrollment {enrollment.id} was dropped under key {key}, and is live"
        else:
            yield from _not_as_acknowledged(call, enrollment, course, by_student[call.student_id])


def _not_as_acknowledged(call: Call, enrollment: Enrollment, course: Course, theirs: History) -> Iterator[str]:
    if (enrollment.student_id, enrollment.course_id) != (call.student_id, call.course_id):
        yield f"mixed up: enrollment {enrollment.id}, acknowledged under key {call.key}, is another's"
        return
    if enrollment.status in _ENDED_BY_STUDENT and not _may_have_ended(call, theirs):
        yield f"lost: enrollment {enrollment.id} was acknowledged under key {call.key}, and nobody has dropped it"
    opens, closes, at = course.registration.opens, course.registration.closes, enrollment.enrollment_date
    if call.asked is Asked.ENROLL and ((opens and at < opens) or (closes and at >= closes)):
        yield f"out of time: enrollment {enrollment.id} was made while registration was not open"


def _may_have_ended(call: Call, theirs: History) -> bool:
    """Whether the student asked for something that gives the seat up, and was not told each time that it was not."""
    asked = (
        other.kind
        for other in theirs
        if other.asked in _MAY_GIVE_UP or (other.asked is Asked.DROP and other.course_id == call.course_id)
    )
    return not _is_denied(Counter(asked))


def _is_denied(kinds: Mapping[Kind, int]) -> bool:
    return kinds.get(Kind.FAIL, 0) == kinds.get(Kind.INVOKE, 0)


def _unexplained(enrollment: Enrollment, about: History) -> Iterator[str]:
    """A seat has to come of a call that was acknowledged, or of one of which nobody knows."""
    calls = [call for call in about if call.asked is not Asked.DROP]
    kinds = Counter(call.kind for call in calls)
    if not calls:
        yield f"invented: enrollment {enrollment.id} was never asked for"
    elif kinds[Kind.INVOKE] and _is_denied(kinds):
        yield f"denied: enrollment {enrollment.id} is there, and every call was told that nothing was done"


def _falsely_full(
    history: History, kept: Iterable[tuple[Enrollment, Course]], files: Sequence[StudentFile]
) -> Iterator[str]:
    """Whoever is told that a course is full is told so at an instant of the call at which it was."""
    taken: Mapping[CourseId, list[Enrollment]] = defaultdict(list)
    courses: dict[CourseId, Course] = {}
    for enrollment, course in kept:
        taken[course.id].append(enrollment)
        courses[course.id] = course
    began: dict[tuple[str, str], datetime | None] = {}
    for call in history:
        if call.kind is Kind.INVOKE:
            began[call.client, call.key] = call.at
            continue
        since, course_of = began.get((call.client, call.key)), courses.get(call.course_id)
        if call.code != CourseFull.code or since is None or call.at is None or course_of is None:
            continue
        if not _is_about_its_seats(call, since, course_of, files):
            continue
        if _most_taken(taken[call.course_id], since, call.at) < (course_of.max_participants or 0):
            yield f"not full: course {call.course_id} had a free seat all the while key {call.key} was told it was full"


def _is_about_its_seats(call: Call, since: datetime, course: Course, files: Sequence[StudentFile]) -> bool:
    """Whether what was refused then is known not to be for other seats: promised, shared, or as many as there were."""
    receipts = (one for file in files if file.student_id == call.student_id for one in file.receipts)
    about = (one for one in receipts if one.course_id == course.id and call.at and since <= one.at <= call.at)
    seen = [reason for one in about for reason in one.verdict.reasons if isinstance(reason, CourseFull)]
    return all(reason.promised == 0 and reason.max_participants == course.max_participants for reason in seen)


def _most_taken(enrollments: Sequence[Enrollment], since: datetime, until: datetime) -> int:
    """Return how many were held at once at most, between those instants."""
    instants = [since, *(one.enrollment_date for one in enrollments if since < one.enrollment_date <= until)]
    return max(sum(_holds(one, at) for one in enrollments) for at in instants)


def _holds(enrollment: Enrollment, at: datetime) -> bool:
    return enrollment.enrollment_date <= at and (enrollment.ended_at is None or at < enrollment.ended_at)
