"""Permits for a course, for staff: granting, listing, and taking back."""

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema
from pyramid.view import view_config

from enrollment.application.grant_permits import MOST_CODES, Wanted
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.permits import PERMITTABLE
from enrollment.domain.users import Permission
from enrollment.web.api.exchange import Asked
from enrollment.web.api.permission_shapes import GrantShape, GrantsShape
from enrollment.web.api.texts import At, Text, Whole
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource, PermitResource

MANAGE = Permission.MANAGE_PERMITS.value

# The code of a reason. That others are refused is the use case's to say.
Rule = Annotated[str, Field(max_length=40), WithJsonSchema({"type": "string", "enum": sorted(PERMITTABLE)})]


class GrantAsked(Asked):
    """What is to be granted: to the student with that address, or as so many codes for whoever brings them.

    ``rules`` are codes of reasons. Only those of the course's own rules can be set aside.
    """

    rules: list[Rule] = Field(min_length=1, max_length=20)
    student_email: Annotated[Text, Field(min_length=1, max_length=254)] | None = None
    codes: Annotated[Whole, Field(ge=1, le=MOST_CODES)] = 1
    expires_at: At = None
    single_use: bool = False


@view_config(
    route_name="api.v1.permit-grants",
    request_method="POST",
    permission=MANAGE,
    body=GrantAsked,
    key="required",
    answer=GrantsShape,
    status=201,
    problems=(400, 403, 404),
)
def grant(resource: CourseResource, request: Request) -> GrantsShape:
    """Grant permits. Each code is told in this answer, and never again, not even to the same request."""
    assert request.identity is not None
    assert request.key is not None
    asked: GrantAsked = request.asked
    wanted = Wanted(
        codes=frozenset(asked.rules),
        email=asked.student_email or "",
        count=asked.codes,
        expires_at=asked.expires_at,
        single_use=asked.single_use,
    )
    granted = request.application.grant_permits(
        request.identity, resource.course_id, wanted, key=request.key, origin=request.origin
    )
    request.response.location = request.path
    return GrantsShape.of(list(granted), request.application.clock.now())


@view_config(
    route_name="api.v1.permit-grants",
    request_method="GET",
    permission=MANAGE,
    answer=GrantsShape,
    problems=(403, 404),
)
def grants(resource: CourseResource, request: Request) -> GrantsShape:
    """List the permits for the course, the latest first."""
    if request.application.catalog.find(resource.course_id) is None:
        raise CourseUnknown
    at = request.application.clock.now()
    return GrantsShape(
        items=[GrantShape.of(one, at) for one in request.application.permits.of_course(resource.course_id)]
    )


@view_config(
    route_name="api.v1.permit-grant",
    request_method="DELETE",
    permission=MANAGE,
    answer=GrantShape,
    problems=(403, 404),
)
def revoke(resource: PermitResource, request: Request) -> Any:
    """Take a permit back. One that is spent or revoked stays as it is, and the answer says so."""
    assert request.identity is not None
    left = request.application.revoke_permit(
        request.identity, resource.course_id, resource.permit_id, origin=request.origin
    )
    return GrantShape.of(left, request.application.clock.now())
