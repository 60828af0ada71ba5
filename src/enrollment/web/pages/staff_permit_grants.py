"""Granting permits for a course: to a student, or as codes, which are shown once."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.application.grant_permits import MOST_CODES, Granted, Wanted
from enrollment.domain.permission_errors import NotPermittable, OverAlready, StudentUnknown
from enrollment.domain.records import IdempotencyKey
from enrollment.domain.wording.permits import SETS_ASIDE
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.staff_permits import LIST, MANAGE, RULE, back, course_of, shown
from enrollment.web.pages.submission import FIELD, read_key
from enrollment.web.parameters import form_of
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource

CODES = "enrollment.web:templates/staff_permit_codes.jinja2"


@view_config(route_name="staff.permits", request_method="POST", permission=MANAGE)
def grant(resource: CourseResource, request: Request) -> Any:
    """Grant: a student's permit leads back to the list, and codes are shown this once."""
    fields = Fields(form_of(request))
    key, wanted = read_key(fields, "staff.permits", resource.course_id), _wanted(fields, request)
    granted = _granted(resource, request, wanted, key, fields) if key and not fields.faults else ()
    if fields.faults:
        return _again(resource, request, fields)
    if any(one.code for one in granted):
        return _codes(resource, request, granted)
    return back(resource, request, "granted")


def _granted(
    resource: CourseResource, request: Request, wanted: Wanted, key: IdempotencyKey, fields: Fields
) -> Sequence[Granted]:
    assert request.identity is not None
    try:
        return request.application.grant_permits(
            request.identity, resource.course_id, wanted, key=key, origin=request.origin
        )
    except StudentUnknown:
        fields.faults["email"] = "No student has this e-mail address."
    except NotPermittable:
        fields.faults["rules"] = "Tick one rule at least. A limit of the student’s own cannot be set aside."
    except OverAlready:
        fields.faults["expires"] = "This day is over."
    return ()


def _wanted(fields: Fields, request: Request) -> Wanted:
    form: Mapping[str, str] = form_of(request)
    return Wanted(
        codes=frozenset(name.removeprefix(RULE) for name in form if name.startswith(RULE) and fields.is_ticked(name)),
        email=fields.text("email", longest=254),
        count=fields.number("count", most=MOST_CODES, default=1),
        expires_at=fields.last_day("expires", request.campus),
        single_use=fields.is_ticked("single_use"),
    )


def _again(resource: CourseResource, request: Request, fields: Fields) -> Any:
    seen = shown(resource, request) | {"faults": fields.faults, "written": form_of(request)}
    if FIELD not in fields.faults:
        seen["key"] = fields.raw(FIELD, longest=200)
    request.response.status_int = 422
    return render_to_response(LIST, seen, request=request, response=request.response)


def _codes(resource: CourseResource, request: Request, granted: Sequence[Granted]) -> Any:
    codes = [one.code for one in granted if one.code]
    text = "".join(f"{code}\r\n" for code in codes)
    seen = {
        "course": course_of(resource, request),
        "codes": codes,
        "file": f"data:text/plain;charset=utf-8,{quote(text)}",
        "SETS_ASIDE": SETS_ASIDE,
        "permit": granted[0].grant.permit,
    }
    return render_to_response(CODES, seen, request=request, response=request.response)
