"""Swapping seats for others: what there is to choose from, the confirmation, and the act."""

from collections.abc import Sequence
from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.application.swap_enrollment import Swap
from enrollment.domain.identifiers import CourseId
from enrollment.ports.enrollments import Scheduled
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.plan_submission import INCOMPLETE
from enrollment.web.pages.submission import new_key, read_key
from enrollment.web.pages.swap_choices import (
    among,
    choice_of,
    courses_named,
    found_for,
    held_by,
    in_courses,
    seats_named,
)
from enrollment.web.parameters import form_of, query_of
from enrollment.web.problems import Unacceptable
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.security import SIGNED_IN

CONFIRMATION = "enrollment.web:templates/swap.jinja2"


@view_config(
    route_name="swaps", request_method="GET", permission=SIGNED_IN, renderer="enrollment.web:templates/swaps.jinja2"
)
def choose(context: Any, request: Request) -> Any:
    """Show what the seats could be swapped for, other sections or what a search finds; or the swap to be confirmed."""
    query, held = query_of(request), held_by(request)
    given_up = in_courses(held, courses_named(query["from"])) if "from" in query else among(held, seats_named(query))
    if query.get("add"):
        return _confirmation(request, given_up, courses_named(query["add"]), is_refused=False)
    q, drop = Fields(query).text("q"), tuple(one.enrollment.id for one in given_up)
    found = found_for(request, given_up[0].course, held, q)
    return {
        "given_up": given_up,
        "besides": _besides(held, given_up),
        "q": q,
        "choices": [choice_of(request, Swap(drop=drop, add=(one,))) for one in found],
    }


@view_config(route_name="swaps", request_method="POST", permission=SIGNED_IN)
def swap(context: Any, request: Request) -> Any:
    """Swap, or wait with the seats kept, and go to the student's schedule; or say why not.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    form = form_of(request)
    asked = Swap(drop=seats_named(form), add=_wanted(form), waits=form.get("if_full") == "wait")
    key = request.key = read_key(Fields(form), "swaps", asked)
    if key is None or not asked.drop:
        raise Unacceptable(INCOMPLETE)
    done = request.application.swap_enrollment(request.identity.id, asked, key=key, origin=request.origin)
    if not done.receipts[0].is_refused:
        return see_other(request.route_path("me", _query={"receipt": str(done.receipts[0].id)}))
    request.response.status_int = 409
    return _confirmation(request, among(held_by(request), asked.drop), asked.add, is_refused=True)


def _confirmation(
    request: Request, given_up: Sequence[Scheduled], wanted: Sequence[CourseId], *, is_refused: bool
) -> Any:
    asked = Swap(drop=tuple(one.enrollment.id for one in given_up), add=tuple(wanted))
    seen = {
        "given_up": given_up,
        "choice": choice_of(request, asked, with_linked=True),
        "key": new_key(),
        "is_refused": is_refused,
    }
    return render_to_response(CONFIRMATION, seen, request=request, response=request.response)


def _wanted(form: dict[str, str]) -> tuple[CourseId, ...]:
    """Return the courses the form names, with the sections chosen along."""
    chosen = (form[name] for name in sorted(form) if name.startswith("with-"))
    return courses_named(",".join((form.get("add", ""), *chosen)))


def _besides(held: Sequence[Scheduled], given_up: Sequence[Scheduled]) -> Sequence[tuple[Scheduled, bool]]:
    """Return what may be given up besides the first: other sections of its course, and what is so already."""
    first = given_up[0].course
    alike = [one for one in held if (one.course.code, one.course.term) == (first.code, first.term)]
    others = {one.enrollment.id: one for one in (*given_up, *alike) if one.course.id != first.id}
    ticked = {one.enrollment.id for one in given_up}
    return [(one, one.enrollment.id in ticked) for one in others.values()]
