"""What staff see of the academic rules: what holds for a course, the editions so far, and the way to a new one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyramid.view import view_config

from enrollment.domain.catalog import Course
from enrollment.domain.rule_book import RuleBook
from enrollment.domain.users import Permission
from enrollment.ports.catalog import Catalog, CatalogQuery
from enrollment.ports.rule_file import RuleFiles
from enrollment.ports.rule_sets import Publication
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.rule_text import MOST_BYTES
from enrollment.web.parameters import query_of
from enrollment.web.request import Request

PUBLISH = Permission.PUBLISH_RULES.value
ON_A_PAGE = 20
LAST_PAGE = 10_000
MOST_NAMED = 8
MOST_SECTIONS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A member that holds, as a file has it, and what it is said for."""

    written: str
    said_for: str


@dataclass(frozen=True, slots=True)
class Holding:
    """Sections for which the same holds; no lines: nothing does."""

    sections: Sequence[str]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Edition:
    """A publication; ``named`` are the first of its scopes, ``more`` counts the others."""

    number: int
    by: str
    at: datetime
    named: Sequence[str]
    more: int


@view_config(
    route_name="staff.rules",
    request_method="GET",
    permission=PUBLISH,
    renderer="enrollment.web:templates/staff_rules.jinja2",
)
def rules(context: Any, request: Request) -> dict[str, Any]:
    """Show all that; a page number or an edition that makes no sense shows the beginning."""
    fields = Fields(query_of(request))
    code = " ".join(fields.text("code", longest=40).upper().split())
    page = fields.number("page", most=LAST_PAGE, default=1)
    history = request.application.rule_sets.history()
    published = next((one for one in history if str(one.edition) == fields.text("published", longest=9)), None)
    start = (page - 1) * ON_A_PAGE
    return {
        "code": code,
        "holdings": list(_holdings(code, request)) if code else None,
        "editions": [_edition(one) for one in history[start : start + ON_A_PAGE]],
        "page": page,
        "next": page + 1 if len(history) > start + ON_A_PAGE else None,
        "published": _edition(published) if published else None,
        "text": "",
        "fault": "",
        "most_kb": MOST_BYTES // 1000,
    }


def _holdings(code: str, request: Request) -> Iterator[Holding]:
    """Yield what holds for the course, once for all sections for which it is the same."""
    application = request.application
    book, alike = application.rule_sets.book(), dict[tuple[Line, ...], list[str]]()
    for course in _sections(code, application.catalog):
        alike.setdefault(_lines(book, course, application.rule_files), []).append(f"{course.term} {course.name}")
    return (Holding(sections, lines) for lines, sections in alike.items())


def _sections(code: str, catalog: Catalog) -> Sequence[Course]:
    found = catalog.search(CatalogQuery(q=code, drafts=True, limit=MOST_SECTIONS), None).items
    return [listed.course for listed in found if listed.course.code == code]


def _lines(book: RuleBook, course: Course, files: RuleFiles) -> tuple[Line, ...]:
    return tuple(
        Line(files.written({one.member: _about(course, one.member, one.value)}), str(one.scope))
        for one in book.in_force(course)
    )


def _about(course: Course, member: str, value: Any) -> Any:
    """Return the value; of all sets of equivalent courses those the course is in."""
    return tuple(codes for codes in value if course.code in codes) if member == "equivalents" else value


def _edition(one: Publication) -> Edition:
    scopes = [str(scope) for scope in one.scopes]
    return Edition(one.edition, one.by, one.at, scopes[:MOST_NAMED], max(0, len(scopes) - MOST_NAMED))


def address_of_edition(request: Request, edition: int) -> str:
    """Return where it is told that the edition holds."""
    query: Mapping[str, str] = {"published": str(edition)}
    return request.route_path("staff.rules", _query=query)
