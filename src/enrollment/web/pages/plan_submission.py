"""Submitting courses together, from the plan or from the page of one of them, and what came of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pyramid.view import view_config

from enrollment.application.read_submission import SubmittedCourse
from enrollment.application.submit_courses import MOST_COURSES, Line
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId, ReceiptId
from enrollment.domain.submission import Mode
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.submission import read_key
from enrollment.web.pages.verdicts import ToldVerdict, told
from enrollment.web.parameters import form_of, query_of
from enrollment.web.problems import Problem, Unacceptable
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource, read_id
from enrollment.web.security import SIGNED_IN

INCOMPLETE = Problem(status=422, code="invalid-form", detail="This form was not complete. Go back and send it again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """What came of one course: ``enrolled``, ``refused`` by the verdict, or ``held_back``; None: there is no course."""

    course: Course | None
    outcome: str
    verdict: ToldVerdict | None


@view_config(route_name="plan.submit", request_method="POST", permission=SIGNED_IN)
def submit(context: Any, request: Request) -> Any:
    """Ask for the courses the form names, and go to what came of each.

    What is named is what was shown: the plan may have changed since, and the same form twice asks for the same.
    """
    form = form_of(request)
    return submitted(request, _ids(form.get("courses", "")), form.get("mode", ""))


@view_config(route_name="course.together", request_method="POST", permission=SIGNED_IN)
def together(resource: CourseResource, request: Request) -> Any:
    """Ask for the course and the sections chosen with it, all or nothing; or put them all into the plan."""
    assert request.identity is not None
    form = form_of(request)
    others = ",".join(value for name, value in sorted(form.items()) if name.startswith("with-"))
    course_ids = [resource.course_id, *_ids(others)]
    if form.get("act") == "enroll":
        return submitted(request, course_ids, Mode.ALL_OR_NOTHING)
    request.application.plan_courses.add(request.identity, course_ids)
    return see_other(request.route_path("plan", _query={"added": str(resource.course_id)}))


def submitted(request: Request, course_ids: Sequence[CourseId], mode: str) -> Any:
    """Submit the courses under the form's key, and go to the result."""
    assert request.identity is not None
    asked = f"{mode} {','.join(map(str, course_ids))}"
    key = request.key = read_key(Fields(form_of(request)), "plan.submit", asked)
    if key is None or mode not in tuple(Mode) or not 1 <= len(set(course_ids)) == len(course_ids) <= MOST_COURSES:
        raise Unacceptable(INCOMPLETE)
    lines = request.application.submit_courses(
        request.identity.id, course_ids, mode=Mode(mode), key=key, origin=request.origin
    )
    return see_other(request.route_path("plan.result", _query=_address(lines)))


@view_config(
    route_name="plan.result",
    request_method="GET",
    permission=SIGNED_IN,
    renderer="enrollment.web:templates/plan_result.jinja2",
)
def result(context: Any, request: Request) -> dict[str, Any]:
    """Show what came of each course the address names: by its receipt, or as one that was held back."""
    assert request.identity is not None
    query = query_of(request)
    receipt_ids = [ReceiptId(id_) for id_ in _read(query.get("receipts", "")) if id_]
    held_back = [CourseId(id_) for id_ in _read(query.get("held_back", "")) if id_]
    lines = request.application.read_submission(request.identity, receipt_ids, held_back)
    refused = [line.course_id for line in lines if not (line.receipt and line.receipt.enrollment)]
    return {"rows": [_row(line, request, refused) for line in lines]}


def _row(line: SubmittedCourse, request: Request, refused: Collection[CourseId]) -> ResultRow:
    if line.receipt is None:
        return ResultRow(course=line.course, outcome="held_back", verdict=None)
    verdict = told(line.receipt.verdict, line.course_id, request, planned=refused)
    outcome = "enrolled" if line.receipt.enrollment else "refused"
    return ResultRow(course=line.course, outcome=outcome, verdict=verdict)


def _address(lines: Sequence[Line]) -> dict[str, str]:
    """Return what tells of the lines in the address of the result."""
    receipts = [str(line.receipt.id) for line in lines if line.receipt]
    held_back = [str(line.course_id) for line in lines if not line.receipt]
    named = {"receipts": ",".join(receipts), "held_back": ",".join(held_back)}
    return {name: ids for name, ids in named.items() if ids}


def _ids(text: str) -> list[CourseId]:
    """Return the ids in the list. Raises Unacceptable where one is none."""
    ids = _read(text)
    if None in ids:
        raise Unacceptable(INCOMPLETE)
    return [CourseId(id_) for id_ in ids if id_]


def _read(text: str) -> list[UUID | None]:
    return [read_id(part) for part in text.split(",")[: MOST_COURSES + 1]] if text else []
