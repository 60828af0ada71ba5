"""The catalog: find a course, and see at once whether it can be taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPForbidden
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.domain.catalog import Course
from enrollment.domain.users import Permission
from enrollment.ports.catalog import CatalogQuery, Listed, Listing
from enrollment.web.pages.catalog_search import Search, read_search
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.standing import Standing, standing_of
from enrollment.web.parameters import query_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.seats_for_viewer import Share, record_of_viewer, share_of_viewer

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in the list one is; an address is None where there is nothing to go to."""

    page: int
    pages: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """How many courses were judged to find what can be taken, and the addresses of the first page and the next.

    An address is None where there is nothing to go to.
    """

    count: int
    first: str | None
    next: str | None


@view_config(
    route_name="catalog",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    renderer="enrollment.web:templates/catalog.jinja2",
)
def catalog(context: Any, request: Request) -> Any:
    """Show a page of the courses that match, or which field of the search cannot be followed."""
    fields = Fields(query_of(request))
    search = read_search(fields, request)
    if search.mine and not fields.faults and request.identity is None:
        return see_other(request.route_path("login", _query={"next": search.address(request)}))
    seen: dict[str, Any] = {"search": search, "faults": fields.faults, "filters": request.application.catalog.filters()}
    if fields.faults:
        request.response.status_int = 422
        return seen | {"courses": [], "total": 0, "pager": None, "judged": None}
    return seen | (_what_can_be_taken(search, request) if search.mine else _all(search, request))


def _all(search: Search, request: Request) -> dict[str, Any]:
    viewer = request.identity
    query = _query(search, request, offset=(search.page - 1) * ON_A_PAGE)
    listing = request.application.catalog.search(query, viewer.id if viewer else None)
    pager = _pager(request, search, listing)
    return {"courses": _rows(listing.items, request), "total": listing.total, "pager": pager, "judged": None}


def _what_can_be_taken(search: Search, request: Request) -> dict[str, Any]:
    """Return what the student can take. Raises HTTPForbidden for anybody else."""
    student = request.identity
    if student is None or not student.may(Permission.ENROLL):
        raise HTTPForbidden
    found = request.application.find_takeable(student, _query(search, request, after=search.place))
    judged = Judged(
        count=found.judged,
        first=search.address(request) if search.place else None,
        next=search.address(request, place=found.next) if found.next else None,
    )
    return {"courses": _rows(found.items, request), "total": None, "pager": None, "judged": judged}


def _query(search: Search, request: Request, *, offset: int = 0, after: str | None = None) -> CatalogQuery:
    viewer = request.identity
    return CatalogQuery(
        q=search.q,
        subject=search.subject or None,
        term=search.term or None,
        open_at=request.application.clock.now() if search.open else None,
        reserved=viewer is not None,
        drafts=bool(viewer and viewer.may(Permission.READ_DRAFTS)),
        limit=ON_A_PAGE,
        offset=offset,
        after=after,
    )


def _rows(items: Sequence[Listed], request: Request) -> list[tuple[Course, Standing, Share | None]]:
    """Return each course, how it stands for the viewer, and how many of its seats are for the viewer."""
    viewer, now = request.identity, request.application.clock.now()
    record = record_of_viewer(request, (listed.course for listed in items))
    return [
        (listed.course, standing_of(listed, viewer, record, now), share_of_viewer(request, listed.course, record))
        for listed in items
    ]


def _pager(request: Request, search: Search, listing: Listing) -> Pager:
    pages = max(1, -(-listing.total // ON_A_PAGE))
    return Pager(
        page=search.page,
        pages=pages,
        previous=search.address(request, page=min(search.page - 1, pages)) if search.page > 1 else None,
        next=search.address(request, page=search.page + 1) if search.page < pages else None,
    )
