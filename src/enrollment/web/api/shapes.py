"""What answers are made of in version 1. Members may be added, never changed or removed."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from enrollment.domain.identifiers import CourseId
from enrollment.domain.plain import to_plain
from enrollment.domain.reasons import CourseNotFound, Reason
from enrollment.domain.verdict import Met
from enrollment.domain.wording import in_words, met_in_words
from enrollment.web.addresses import addresses_of
from enrollment.web.pages.remedies import Link, links_for
from enrollment.web.request import Request

Id = Annotated[str, Field(description="An opaque text.", min_length=1)]
Instant = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Seats = Annotated[int, Field(ge=0)]


class Answer(BaseModel):
    """A value of the API."""

    model_config = ConfigDict(frozen=True, json_schema_mode_override="serialization")


class ReasonShape(Answer):
    """One fact that stands against an attempt, the remedy, who can change it, and when it changes by itself.

    ``unknown``: nobody can tell from the record, and a person has to decide. ``link``: the path of the page where the
    remedy is.
    """

    code: str
    category: str
    message: str
    evidence: dict[str, Any]
    remedy: str
    who: str
    changes_at: Instant | None
    unknown: bool
    link: str | None


class MetShape(Answer):
    """A rule that applies and is met; ``conditional``: only if what is in progress is passed."""

    code: str
    message: str
    conditional: bool


def reasons(
    given: Sequence[Reason], course_id: CourseId, request: Request, planned: Collection[CourseId] = ()
) -> list[ReasonShape]:
    """Show the reasons against the course, in the order of the policies; ``planned`` are asked for together with it."""
    addresses = addresses_of(request)
    return [
        _reason(reason, request.campus, links_for(reason, course_id, addresses, planned)) for reason in _told(given)
    ]


def _told(given: Sequence[Reason]) -> Iterator[Reason]:
    """Yield the reasons; of a course that is none of the asker's business, no more than that there is none."""
    for reason in given:
        yield reason
        if isinstance(reason, CourseNotFound):
            return


def met(given: Sequence[Met]) -> list[MetShape]:
    """Show the rules that are met."""
    return [MetShape(code=one.code, message=met_in_words(one), conditional=bool(one.conditional)) for one in given]


def instant(at: datetime | None) -> str | None:
    """Return the instant in RFC 3339, in UTC with its offset.

    >>> from datetime import timedelta, timezone
    >>> instant(datetime(2026, 3, 9, 0, 0, tzinfo=timezone(timedelta(hours=-7))))
    '2026-03-09T07:00:00+00:00'
    """
    return at.astimezone(UTC).isoformat() if at else None


def _reason(reason: Reason, campus: ZoneInfo, links: Sequence[Link]) -> ReasonShape:
    words = in_words(reason, campus)
    return ReasonShape(
        code=reason.code,
        category=reason.category.value,
        message=words.message,
        evidence=to_plain(reason),
        remedy=words.remedy,
        who=reason.who.value,
        changes_at=instant(reason.changes_at),
        unknown=reason.is_unknown,
        link=links[0].path if links else None,
    )
