"""My plan: the courses a student means to take, each with its verdict, and the week they would make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.view import view_config

from enrollment.application.read_plan import JudgedPlan, PlannedCourse
from enrollment.application.submit_courses import MOST_COURSES
from enrollment.domain.button import Button, button_for
from enrollment.domain.catalog import Course, Term
from enrollment.domain.identifiers import CourseId
from enrollment.domain.units import least_units
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.submission import new_key
from enrollment.web.pages.timetables import timetables
from enrollment.web.pages.verdicts import ToldVerdict, told
from enrollment.web.pages.week_drawing import drawn
from enrollment.web.parameters import query_of
from enrollment.web.request import Request
from enrollment.web.resources import read_id
from enrollment.web.security import SIGNED_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A line of the plan as it is shown; ``course`` None: it has left the catalog."""

    planned: PlannedCourse
    course: Course | None
    verdict: ToldVerdict
    button: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsOfTerm:
    """How many units of a term are held, and how many planned besides; ``most`` is the limit, if there is one."""

    term: str
    held: float
    planned: float
    most: float | None

    @property
    def total(self) -> float:
        """What the student would hold."""
        return round(self.held + self.planned, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What was done to the course: ``added``, ``removed`` from where it ``was``, or not added, the plan being full."""

    what: str
    course_id: CourseId
    was: int


@view_config(
    route_name="plan", request_method="GET", permission=SIGNED_IN, renderer="enrollment.web:templates/plan.jinja2"
)
def my_plan(context: Any, request: Request) -> dict[str, Any]:
    """Show the plan, judged as if it were submitted."""
    assert request.identity is not None
    plan = request.application.read_plan(request.identity)
    rows = _rows(plan, request)
    weeks = timetables([*plan.held, *_courses(plan)], _terms(plan))
    return {
        "plan": plan,
        "rows": rows,
        "held": {course.id for course in plan.held},
        "weeks": [(week, drawn(week)) for week in weeks],
        "units": _units(plan),
        "news": _news(request),
        "most": MOST_COURSES,
        "key": new_key(),
    }


def _rows(plan: JudgedPlan, request: Request) -> list[PlanRow]:
    ids = [planned.line.course_id for planned in plan.lines]
    return [
        PlanRow(
            planned=planned,
            course=planned.course,
            verdict=told(planned.verdict, planned.line.course_id, request, planned=ids),
            button=button_for(planned.verdict, request.campus),
        )
        for planned in plan.lines
    ]


def _courses(plan: JudgedPlan) -> list[Course]:
    """Return the courses of the plan that no seat is held in."""
    return [planned.course for planned in plan.lines if planned.course and not planned.attempt.enrollment]


def _terms(plan: JudgedPlan) -> Mapping[str, Term]:
    return {planned.attempt.term.code: planned.attempt.term for planned in plan.lines if planned.attempt.term}


def _units(plan: JudgedPlan) -> Sequence[UnitsOfTerm]:
    courses = _courses(plan)
    limits = {planned.course.term: planned.attempt.rules.most_units for planned in plan.lines if planned.course}
    return [
        UnitsOfTerm(term=term, held=_added(plan.held, term), planned=_added(courses, term), most=limits[term])
        for term in sorted(limits)
    ]


def _added(courses: Sequence[Course], term: str) -> float:
    return round(sum(least_units(course.units) for course in courses if course.term == term), 2)


def _news(request: Request) -> News | None:
    """Return what the address tells has just been done."""
    fields = Fields(query_of(request))
    for what in ("added", "removed", "full"):
        course_id = read_id(fields.text(what))
        if course_id:
            return News(
                what=what, course_id=CourseId(course_id), was=fields.number("was", most=MOST_COURSES, default=1)
            )
    return None
