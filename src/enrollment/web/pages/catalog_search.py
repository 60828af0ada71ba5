"""What is looked for in the catalog, as the address of the page says it."""

from dataclasses import dataclass

from enrollment.web.cursors import read_cursor, write_cursor
from enrollment.web.pages.fields import Fields
from enrollment.web.request import Request

LAST_PAGE = 10_000
KIND = "catalog"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for. ``mine``: only what the viewer can take now; its pages go on after a ``place``."""

    q: str
    subject: str
    term: str
    open: bool
    mine: bool
    page: int
    place: str | None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the page was asked for."""
        return bool(self.q or self.subject or self.term or self.open or self.mine)

    def address(self, request: Request, *, page: int = 1, place: str | None = None) -> str:
        """Return the address of another page of the same search."""
        asked = {
            "q": self.q,
            "subject": self.subject,
            "term": self.term,
            "open": "1" if self.open else "",
            "mine": "1" if self.mine else "",
            "page": str(page) if page > 1 else "",
            "after": write_cursor(KIND, place, request.registry.site.session_secret) if place else "",
        }
        return request.route_path("catalog", _query={name: text for name, text in asked.items() if text})


def read_search(fields: Fields, request: Request) -> Search:
    """Return what the fields ask for; their faults tell of those that cannot be followed."""
    return Search(
        q=fields.text("q"),
        subject=fields.text("subject", longest=20),
        term=fields.text("term", longest=20),
        open=fields.is_ticked("open"),
        mine=fields.is_ticked("mine"),
        page=fields.number("page", most=LAST_PAGE, default=1),
        place=_place(fields, request.registry.site.session_secret),
    )


def _place(fields: Fields, secret: str) -> str | None:
    after = fields.text("after", longest=500)
    place = read_cursor(KIND, after, secret) if after else None
    if after and place is None:
        fields.faults["after"] = "This is no place in the catalog that we have told you."
    return place
