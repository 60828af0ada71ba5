"""Swapping a seat for another: what there is to choose from, the confirmation, and the act."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.application.swap_enrollment import Swap
from enrollment.domain.catalog import Course
from enrollment.domain.errors import CourseUnknown, EnrollmentUnknown
from enrollment.domain.identifiers import CourseId, EnrollmentId
from enrollment.domain.reasons import CourseNotFound
from enrollment.ports.catalog import CatalogQuery
from enrollment.ports.enrollments import Scheduled
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.plan_submission import INCOMPLETE
from enrollment.web.pages.submission import new_key, read_key
from enrollment.web.pages.verdicts import ToldVerdict, told
from enrollment.web.parameters import form_of, query_of
from enrollment.web.problems import Unacceptable
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import read_id
from enrollment.web.security import SIGNED_IN

CONFIRMATION = "enrollment.web:templates/swap.jinja2"
MOST_FOUND = 8
MOST_SECTIONS = 50  # of which the first few are judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A course that could be had for the seat, and the verdict on that; ``may_wait``: only a seat is missing."""

    course: Course
    verdict: ToldVerdict
    may_wait: bool


@view_config(
    route_name="swaps", request_method="GET", permission=SIGNED_IN, renderer="enrollment.web:templates/swaps.jinja2"
)
def choose(context: Any, request: Request) -> Any:
    """Show what the seat could be swapped for: other sections, and what a search finds; or the swap to be confirmed."""
    query = query_of(request)
    held = _held_in(request, query["from"]) if "from" in query else _held(request, query.get("drop", ""))
    if query.get("add"):
        return _confirmation(request, held, _course_id(query["add"]), is_refused=False)
    q = Fields(query).text("q")
    return {"held": held, "q": q, "choices": [_choice(request, held, one) for one in _found(request, held, q)]}


@view_config(route_name="swaps", request_method="POST", permission=SIGNED_IN)
def swap(context: Any, request: Request) -> Any:
    """Swap, or wait with the seat kept, and go to the student's schedule; or say why not.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    form = form_of(request)
    held, course_id = _held(request, form.get("drop", "")), _course_id(form.get("add", ""))
    asked = Swap(drop=(held.enrollment.id,), add=(course_id,), waits=form.get("if_full") == "wait")
    key = request.key = read_key(Fields(form), "swaps", asked)
    if key is None:
        raise Unacceptable(INCOMPLETE)
    done = request.application.swap_enrollment(request.identity.id, asked, key=key, origin=request.origin)
    if not done.receipts[0].is_refused:
        return see_other(request.route_path("me", _query={"receipt": str(done.receipts[0].id)}))
    request.response.status_int = 409
    return _confirmation(request, held, course_id, is_refused=True)


def _confirmation(request: Request, held: Scheduled, course_id: CourseId, *, is_refused: bool) -> Any:
    seen = {
        "held": held,
        "choice": _choice(request, held, course_id),
        "key": new_key(),
        "is_refused": is_refused,
    }
    return render_to_response(CONFIRMATION, seen, request=request, response=request.response)


def _held(request: Request, text: str) -> Scheduled:
    """Return the seat of the student's. Raises EnrollmentUnknown for what is none."""
    assert request.identity is not None
    enrollment_id = read_id(text)
    found = request.application.enrollments.find(EnrollmentId(enrollment_id)) if enrollment_id else None
    if found is None or found.enrollment.student_id != request.identity.id:
        raise EnrollmentUnknown
    return found


def _held_in(request: Request, text: str) -> Scheduled:
    """Return the seat the student holds in the course. Raises EnrollmentUnknown where there is none."""
    assert request.identity is not None
    for one in request.application.enrollments.of(request.identity.id, live_only=True):
        if one.enrollment.is_held and one.course.id == read_id(text):
            return one
    raise EnrollmentUnknown


def _found(request: Request, held: Scheduled, q: str) -> Sequence[CourseId]:
    """Return what the words find in the term; without any, the sections of the same course."""
    code = held.course.code
    query = CatalogQuery(q=q or code, term=held.course.term, limit=MOST_FOUND if q else MOST_SECTIONS)
    found = (one.course for one in request.application.catalog.search(query, None).items)
    return [course.id for course in found if course.id != held.course.id and (q or course.code == code)][:MOST_FOUND]


def _choice(request: Request, held: Scheduled, course_id: CourseId) -> Choice:
    """Judge the swap. Raises CourseUnknown, and EnrollmentUnknown where the seat is given up already."""
    assert request.identity is not None
    swap = Swap(drop=(held.enrollment.id,), add=(course_id,))
    seen = request.application.swap_enrollment.outlook(request.identity, swap)
    [(course, verdict)] = seen.wanted
    if course is None or verdict.has(CourseNotFound):
        raise CourseUnknown
    return Choice(course=course, verdict=told(verdict, course_id, request), may_wait=seen.may_wait)


def _course_id(text: str) -> CourseId:
    course_id = read_id(text)
    if course_id is None:
        raise CourseUnknown
    return CourseId(course_id)
