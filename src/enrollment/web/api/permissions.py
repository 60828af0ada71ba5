"""What a student can do where consent or a permit is missing: ask, and bring a code."""

from typing import Annotated, Any

from pydantic import Field
from pyramid.view import view_config

from enrollment.application.ask_consent import LONGEST_NOTE
from enrollment.domain.users import Permission
from enrollment.web.api.exchange import Asked
from enrollment.web.api.permission_shapes import ConsentShape, PermitShape
from enrollment.web.api.shapes import instant
from enrollment.web.api.texts import Text
from enrollment.web.permit_attempts import WRONG, redeemed
from enrollment.web.problems import Fault, Problem, answer
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource


class ConsentRequested(Asked):
    """A request for consent, and a note to whoever decides on it."""

    note: Annotated[Text, Field(max_length=LONGEST_NOTE)] = ""


class PermitBrought(Asked):
    """A permit code, in whatever case, with or without its hyphens."""

    code: Annotated[Text, Field(max_length=100)]


@view_config(
    route_name="api.v1.consent",
    request_method="POST",
    permission=Permission.ENROLL.value,
    body=ConsentRequested,
    answer=ConsentShape,
    status=201,
    again=True,
    problems=(403, 404, 409),
)
def ask(resource: CourseResource, request: Request) -> ConsentShape:
    """Ask for the consent the course takes. Asking again while it waits changes nothing."""
    assert request.identity is not None
    note = request.asked.note.strip()
    asked = request.application.ask_consent(request.identity.id, resource.course_id, note=note, origin=request.origin)
    request.again = not asked.is_new
    _locate(resource, request)
    return ConsentShape(
        course_id=str(resource.course_id),
        student_id=str(request.identity.id),
        asked_at=instant(asked.asked_at) or "",
    )


@view_config(
    route_name="api.v1.permits",
    request_method="POST",
    permission=Permission.ENROLL.value,
    body=PermitBrought,
    answer=PermitShape,
    status=201,
    problems=(403, 404, 409, 429),
)
def bring(resource: CourseResource, request: Request) -> Any:
    """Bring a permit code: the permit becomes the caller's.

    That a code is no use is returned, not raised, so that the attempt is kept; and it is never said why it is none.
    """
    permit = redeemed(request, resource.course_id, request.asked.code)
    if permit is None:
        fault = Fault(pointer="#/code", detail=WRONG, code="permit-code-invalid")
        problem = Problem(status=422, code="permit-code-invalid", detail=WRONG, errors=[fault])
        return answer(problem, request.path)
    _locate(resource, request)
    return PermitShape(
        id=str(permit.id),
        course_id=str(resource.course_id),
        rules=sorted(permit.codes),
        granted_by=permit.granted_by,
        expires_at=instant(permit.expires_at),
        single_use=permit.single_use,
    )


def _locate(resource: CourseResource, request: Request) -> None:
    """Both are read where they count: in the verdict."""
    request.response.location = request.route_path("api.v1.eligibility", course_id=str(resource.course_id))
