"""Standing in line for a course, and what becomes of it."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from pyramid.view import view_config

from enrollment.application.waitlists.join import Wanted
from enrollment.application.waitlists.revise import Revision
from enrollment.domain.identifiers import EnrollmentId, EntryId, UserId
from enrollment.web.api.course_ids import CourseIds, course_ids_of
from enrollment.web.api.exchange import Asked, invalid
from enrollment.web.api.refusals import refusal_of
from enrollment.web.api.shapes import Answer
from enrollment.web.api.texts import Whole
from enrollment.web.api.waitlist_shapes import EntryShape, entries_of
from enrollment.web.problems import Fault, answer
from enrollment.web.request import Request
from enrollment.web.resources import ID, CourseResource, EntryResource
from enrollment.web.security import SIGNED_IN

MOST_GIVEN_UP = 9
IdText = Annotated[str, Field(pattern=f"^{ID}$")]
Seats = Annotated[
    list[IdText],
    Field(max_length=MOST_GIVEN_UP, description="Ids of enrollments that are given up as the seats are had: a swap."),
]


class JoinAsked(Asked):
    """How one waits. ``along`` are further courses, of which all are wanted or none.

    ``or_else`` is an entry of one's own that is wanted more, and that this one stands for.
    """

    along: CourseIds = Field([])
    drop: Seats = Field([])
    or_else: IdText | None = None


class RevisionAsked(Asked):
    """What is to change; what is not named stays. The place in line is kept.

    ``or_else`` is the entry it is to stand for from now on; its own id: it stands for no other. ``choice`` is its place
    among those that stand for one another, counted from 1.
    """

    drop: Seats | None = None
    or_else: IdText | None = None
    choice: Annotated[Whole, Field(ge=1, le=100)] | None = None


class Entries(Answer):
    """What the caller waits for, or is offered, those joined first first."""

    items: list[EntryShape]
    next: str | None


@view_config(
    route_name="api.v1.course.waitlist",
    request_method="POST",
    permission=SIGNED_IN,
    body=JoinAsked,
    key="required",
    answer=EntryShape,
    status=201,
    problems=(400, 403, 404, 409),
)
def join(resource: CourseResource, request: Request) -> Any:
    """Join the waitlist. Its ``status`` may be ``enrolled`` already: if there is a seat, it is had at once.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    asked: JoinAsked = request.asked
    courses = (resource.course_id, *course_ids_of(asked.along))
    if len(set(courses)) < len(courses):
        fault = Fault(pointer="#/along", detail="The course of the address is among them.", code="invalid-member")
        raise invalid([fault])
    wanted = Wanted(
        courses=courses,
        gives_up=tuple(EnrollmentId(UUID(one)) for one in asked.drop),
        or_else=EntryId(UUID(asked.or_else)) if asked.or_else else None,
    )
    joined = request.application.join_waitlist(request.identity.id, wanted, key=request.key, origin=request.origin)
    if joined.entry is None:
        return answer(refusal_of(joined.receipts, request), request.path)
    request.response.location = request.route_path("api.v1.waitlist", entry_id=str(joined.entry.id))
    return shown(request, request.identity.id, joined.entry.id, joined.receipts[0].id)


@view_config(
    route_name="api.v1.waitlist", request_method="GET", permission=SIGNED_IN, answer=EntryShape, problems=(404,)
)
def read(resource: EntryResource, request: Request) -> EntryShape:
    """Read an entry of the caller's, also one that is over."""
    assert request.identity is not None
    return shown(request, request.identity.id, resource.entry_id)


@view_config(route_name="api.v1.me.waitlist", request_method="GET", permission=SIGNED_IN, answer=Entries)
def mine(context: Any, request: Request) -> Entries:
    """List what the caller waits for, and is offered."""
    assert request.identity is not None
    return Entries(items=entries_of(request.application.read_standing(request.identity.id), request), next=None)


@view_config(
    route_name="api.v1.waitlist",
    request_method="DELETE",
    permission=SIGNED_IN,
    key="optional",
    answer=EntryShape,
    problems=(400, 404),
)
def leave(resource: EntryResource, request: Request) -> EntryShape:
    """Leave the line. What is offered is declined instead."""
    assert request.identity is not None
    receipts = request.application.leave_waitlist(
        request.identity.id, resource.entry_id, key=request.key, origin=request.origin
    )
    return shown(request, request.identity.id, resource.entry_id, receipts[0].id)


@view_config(
    route_name="api.v1.waitlist",
    request_method="PATCH",
    permission=SIGNED_IN,
    body=RevisionAsked,
    answer=EntryShape,
    problems=(404,),
)
def revise(resource: EntryResource, request: Request) -> EntryShape:
    """Change what is given up, or what stands for what, without losing the place in line."""
    assert request.identity is not None
    asked: RevisionAsked = request.asked
    revision = Revision(
        gives_up=None if asked.drop is None else tuple(EnrollmentId(UUID(one)) for one in asked.drop),
        or_else=EntryId(UUID(asked.or_else)) if asked.or_else else None,
        choice=asked.choice,
    )
    request.application.revise_entry(request.identity.id, resource.entry_id, revision, origin=request.origin)
    return shown(request, request.identity.id, resource.entry_id)


def shown(request: Request, student_id: UserId, entry_id: EntryId, receipt_id: object = None) -> EntryShape:
    """Return the entry as it stands."""
    return EntryShape.of(request.application.read_standing.one(student_id, entry_id), request, receipt_id)
