"""The catalog: find a course, and see at once whether it can be taken."""

from dataclasses import dataclass
from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.domain.users import Permission
from enrollment.ports.catalog import CatalogQuery, Listing
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.standing import standing_of
from enrollment.web.parameters import query_of
from enrollment.web.request import Request
from enrollment.web.seats_for_viewer import record_of_viewer, seats_for_viewer

ON_A_PAGE = 25
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for, as the address says it."""

    q: str
    subject: str
    term: str
    open: bool
    page: int

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the page was asked for."""
        return bool(self.q or self.subject or self.term or self.open)

    def address(self, request: Request, page: int) -> str:
        """Return the address of another page of the same search."""
        asked = {"q": self.q, "subject": self.subject, "term": self.term, "open": "1" if self.open else ""}
        query = {name: text for name, text in asked.items() if text} | ({"page": str(page)} if page > 1 else {})
        return request.route_path("catalog", _query=query)


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in the list one is; an address is None where there is nothing to go to."""

    page: int
    pages: int
    previous: str | None
    next: str | None


@view_config(
    route_name="catalog",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    renderer="enrollment.web:templates/catalog.jinja2",
)
def catalog(context: Any, request: Request) -> dict[str, Any]:
    """Show a page of the courses that match, or which field of the search cannot be followed."""
    fields = Fields(query_of(request))
    search = _read(fields)
    seen: dict[str, Any] = {"search": search, "faults": fields.faults, "filters": request.application.catalog.filters()}
    if fields.faults:
        request.response.status_int = 422
        return seen | {"courses": [], "total": 0, "pager": None}
    viewer, now = request.identity, request.application.clock.now()
    query = CatalogQuery(
        q=search.q,
        subject=search.subject or None,
        term=search.term or None,
        open_at=now if search.open else None,
        drafts=bool(viewer and viewer.may(Permission.READ_DRAFTS)),
        limit=ON_A_PAGE,
        offset=(search.page - 1) * ON_A_PAGE,
    )
    listing = request.application.catalog.search(query, viewer.id if viewer else None)
    record = record_of_viewer(request, (listed.course for listed in listing.items))
    courses = [
        (listed.course, standing_of(listed, viewer, record, now), seats_for_viewer(request, listed.course, record))
        for listed in listing.items
    ]
    return seen | {"courses": courses, "total": listing.total, "pager": _pager(request, search, listing)}


def _read(fields: Fields) -> Search:
    return Search(
        q=fields.text("q"),
        subject=fields.text("subject", longest=20),
        term=fields.text("term", longest=20),
        open=fields.is_ticked("open"),
        page=fields.number("page", most=LAST_PAGE, default=1),
    )


def _pager(request: Request, search: Search, listing: Listing) -> Pager:
    pages = max(1, -(-listing.total // ON_A_PAGE))
    return Pager(
        page=search.page,
        pages=pages,
        previous=search.address(request, min(search.page - 1, pages)) if search.page > 1 else None,
        next=search.address(request, search.page + 1) if search.page < pages else None,
    )
