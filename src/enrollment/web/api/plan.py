"""The caller's plan: the courses meant to be taken, each with its verdict."""

from typing import Any

from pyramid.view import view_config

from enrollment.application.read_plan import JudgedPlan, PlannedCourse
from enrollment.domain.identifiers import CourseId
from enrollment.web.api.course_ids import CourseIds, course_ids_of
from enrollment.web.api.course_shapes import CourseName
from enrollment.web.api.eligibility import Eligibility, eligibility_of
from enrollment.web.api.exchange import Asked
from enrollment.web.api.shapes import Answer, Id, Instant, instant
from enrollment.web.request import Request
from enrollment.web.security import SIGNED_IN


class Wish(Asked):
    """What the plan is to consist of."""

    courses: CourseIds


class PlanLineShape(Eligibility):
    """A line of the plan, and the verdict on asking for it after the lines before it.

    ``judged_at`` is now, or the instant at which registration opens for the caller. ``course`` is null when the course
    has left the catalog.
    """

    course_id: Id
    course: CourseName | None
    added_at: Instant
    judged_at: Instant


class PlanShape(Answer):
    """The plan in order of priority. ``fits``: all whose registration is open could be had at once."""

    courses: list[Id]
    lines: list[PlanLineShape]
    fits: bool


@view_config(route_name="api.v1.me.plan", request_method="GET", permission=SIGNED_IN, answer=PlanShape)
def read_plan(context: Any, request: Request) -> PlanShape:
    """Read the caller's plan, each course with its verdict."""
    assert request.identity is not None
    return _plan(request.application.read_plan(request.identity), request)


@view_config(
    route_name="api.v1.me.plan",
    request_method="PUT",
    permission=SIGNED_IN,
    body=Wish,
    answer=PlanShape,
    problems=(404, 409),
)
def put_plan(context: Any, request: Request) -> PlanShape:
    """Put these courses in place of the caller's plan."""
    assert request.identity is not None
    request.application.plan_courses(request.identity, course_ids_of(request.asked.courses))
    return _plan(request.application.read_plan(request.identity), request)


def _plan(plan: JudgedPlan, request: Request) -> PlanShape:
    ids = [planned.line.course_id for planned in plan.lines]
    lines = [_line(planned, request, ids) for planned in plan.lines]
    return PlanShape(courses=[str(course_id) for course_id in ids], lines=lines, fits=plan.fits)


def _line(planned: PlannedCourse, request: Request, ids: list[CourseId]) -> PlanLineShape:
    line = planned.line
    return PlanLineShape(
        course_id=str(line.course_id),
        course=CourseName.of(planned.course) if planned.course else None,
        added_at=instant(line.added_at) or "",
        judged_at=instant(planned.attempt.at) or "",
        **eligibility_of(planned.verdict, line.course_id, request, ids),
    )
