"""Enrolling, dropping, having a seat back, and reading what came of it."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from pyramid.view import view_config

from enrollment.domain.identifiers import EnrollmentId
from enrollment.web.addresses import addresses_of, path_among
from enrollment.web.api.enrollment_shapes import EnrollmentShape, ScheduledShape
from enrollment.web.api.exchange import Asked
from enrollment.web.api.refusals import kept_seat, refusal_of
from enrollment.web.problems import answer
from enrollment.web.request import Request
from enrollment.web.resources import ID, CourseResource, EnrollmentResource
from enrollment.web.security import SIGNED_IN

MOST_ALONG = 9
Ids = Annotated[str, Field(pattern=f"^{ID}(,{ID}){{0,{MOST_ALONG - 1}}}$")]


class AlongQuery(Asked):
    """What is given up, or had back, along with it."""

    along: Ids | None = Field(None, description="Ids of enrollments, with commas between: it is all of them, or none.")

    @property
    def ids(self) -> list[EnrollmentId]:
        """Return the ids."""
        return [EnrollmentId(UUID(one)) for one in (self.along or "").split(",") if one]


@view_config(
    route_name="api.v1.enrollments",
    request_method="POST",
    permission=SIGNED_IN,
    key="required",
    answer=EnrollmentShape,
    status=201,
    problems=(400, 403, 404, 409),
)
def enroll(resource: CourseResource, request: Request) -> Any:
    """Enroll the caller: the enrollment, or every reason why not.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    receipt = request.application.enroll_student(
        request.identity.id, resource.course_id, key=request.key, origin=request.origin
    )
    if receipt.enrollment is None:
        return answer(refusal_of([receipt], request), request.path)
    request.response.location = path_among(addresses_of(request))("api.v1.enrollment", receipt.enrollment.id)
    return EnrollmentShape.of(receipt.enrollment, receipt.id)


@view_config(
    route_name="api.v1.enrollment",
    request_method="GET",
    permission=SIGNED_IN,
    answer=ScheduledShape,
    problems=(404,),
)
def read(resource: EnrollmentResource, request: Request) -> ScheduledShape:
    """Read an enrollment: one's own, or anybody's for those who may."""
    assert request.identity is not None
    return ScheduledShape.of(request.application.read_enrollment(request.identity, resource.enrollment_id))


@view_config(
    route_name="api.v1.enrollment",
    request_method="DELETE",
    permission=SIGNED_IN,
    query=AlongQuery,
    key="optional",
    answer=EnrollmentShape,
    problems=(400, 404, 409),
)
def drop(resource: EnrollmentResource, request: Request) -> Any:
    """Give the seat up. Dropping what has ended already changes nothing and answers how it ended.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    receipt = request.application.drop_enrollment(
        request.identity.id,
        resource.enrollment_id,
        along=request.asked.ids,
        key=request.key,
        origin=request.origin,
    )
    if receipt.enrollment is None:
        return answer(kept_seat(receipt, request), request.path)
    was_kept = receipt.enrollment.ended_at == receipt.at
    return EnrollmentShape.of(receipt.enrollment, receipt.id if was_kept else None)


@view_config(
    route_name="api.v1.enrollment.restoration",
    request_method="POST",
    permission=SIGNED_IN,
    query=AlongQuery,
    key="required",
    answer=EnrollmentShape,
    status=201,
    problems=(400, 404, 409),
)
def restore(resource: EnrollmentResource, request: Request) -> Any:
    """Have a seat back that was dropped within the last minute, if nobody was given it: a new enrollment.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    dropped = [resource.enrollment_id, *request.asked.ids]
    receipts = request.application.undo_drop(request.identity.id, dropped, key=request.key, origin=request.origin)
    enrollment = receipts[0].enrollment
    if enrollment is None:
        return answer(refusal_of(receipts, request), request.path)
    request.response.location = request.route_path("api.v1.enrollment", enrollment_id=str(enrollment.id))
    return EnrollmentShape.of(enrollment, receipts[0].id)
