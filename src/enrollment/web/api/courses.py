"""The catalog, and what stands between the caller and a course."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field
from pyramid.httpexceptions import HTTPForbidden
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.domain.catalog import Course, CourseStatus
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.users import Permission
from enrollment.ports.catalog import CatalogQuery
from enrollment.web.api.course_shapes import CourseShape
from enrollment.web.api.eligibility import Eligibility, eligibility_of
from enrollment.web.api.exchange import Asked, Number
from enrollment.web.api.paging import place_of
from enrollment.web.api.shapes import Answer, Seats
from enrollment.web.cursors import write_cursor
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource
from enrollment.web.seats_for_viewer import record_of_viewer, seats_for_viewer

KIND = "courses"


class CourseQuery(Asked):
    """What to look for. ``open=true`` keeps what can be registered for now and has a seat; ``false`` keeps all.

    Without a token a seat that is kept for a group is none.
    """

    q: str = Field("", max_length=100, description="Words, each of which must occur in the code, section or title.")
    subject: str | None = Field(None, max_length=20)
    term: str | None = Field(None, max_length=20)
    open: Literal["true", "false"] = "false"
    mine: Literal["true", "false"] = Field(
        "false",
        description="``true`` keeps what the student with the token can take now; see ``next`` and ``total``.",
    )
    limit: Number = Field(25, ge=1, le=100)
    cursor: str | None = Field(None, max_length=500, description="The ``next`` of the page before.")


class CoursePage(Answer):
    """A page of courses in the order of the catalog; ``total`` counts all that match, ``next`` is null on the last.

    With ``mine=true`` the total is not known, and null. A page may then have fewer courses than the limit, or none, and
    still go on: at most 200 courses are judged for it.
    """

    items: list[CourseShape]
    next: str | None
    total: Seats | None


@view_config(
    route_name="api.v1.courses",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    query=CourseQuery,
    answer=CoursePage,
    problems=(401, 403),
)
def courses(context: Any, request: Request) -> CoursePage:
    """Search the catalog."""
    asked: CourseQuery = request.asked
    secret = request.registry.site.session_secret
    query = CatalogQuery(
        q=asked.q,
        subject=asked.subject,
        term=asked.term,
        open_at=request.application.clock.now() if asked.open == "true" else None,
        reserved=request.identity is not None,
        drafts=_sees_drafts(request),
        limit=asked.limit,
        after=place_of(KIND, asked.cursor, request),
    )
    if asked.mine == "true":
        return _takeable(query, request)
    listing = request.application.catalog.search(replace(query, limit=asked.limit + 1), None)
    page = listing.items[: asked.limit]
    goes_on = len(listing.items) > asked.limit
    return CoursePage(
        items=_shapes([listed.course for listed in page], request),
        next=write_cursor(KIND, page[-1].cursor, secret) if goes_on else None,
        total=listing.total,
    )


@view_config(
    route_name="api.v1.course",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    answer=CourseShape,
    problems=(404,),
)
def course(resource: CourseResource, request: Request) -> CourseShape:
    """Read one course."""
    found = request.application.catalog.find(resource.course_id)
    if found is None or (found.status is CourseStatus.DRAFT and not _sees_drafts(request)):
        raise CourseUnknown
    return _shapes([found], request)[0]


@view_config(
    route_name="api.v1.eligibility",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    answer=Eligibility,
    problems=(404,),
)
def eligibility(resource: CourseResource, request: Request) -> Eligibility:
    """Ask for the verdict without enrolling; works without a token as well."""
    verdict = request.application.preview_enrollment(request.identity, resource.course_id).verdict
    return Eligibility(**eligibility_of(verdict, resource.course_id, request))


def _takeable(query: CatalogQuery, request: Request) -> CoursePage:
    student = request.identity
    if student is None or not student.may(Permission.ENROLL):
        raise HTTPForbidden
    found = request.application.find_takeable(student, query)
    return CoursePage(
        items=_shapes([listed.course for listed in found.items], request),
        next=write_cursor(KIND, found.next, request.registry.site.session_secret) if found.next else None,
        total=None,
    )


def _shapes(courses: Sequence[Course], request: Request) -> list[CourseShape]:
    record = record_of_viewer(request, courses)
    return [CourseShape.of(course, seats_for_viewer(request, course, record)) for course in courses]


def _sees_drafts(request: Request) -> bool:
    return bool(request.identity and request.identity.may(Permission.READ_DRAFTS))
