"""What answers are made of in version 1. Members may be added, never changed or removed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from enrollment.domain.plain import to_plain
from enrollment.domain.reasons import Reason
from enrollment.domain.wording import in_words

Id = Annotated[str, Field(description="An opaque text.", min_length=1)]
Instant = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Seats = Annotated[int, Field(ge=0)]


class Answer(BaseModel):
    """A value of the API."""

    model_config = ConfigDict(frozen=True, json_schema_mode_override="serialization")


class ReasonShape(Answer):
    """One fact that stands against an attempt, the remedy, who can change it, and when it changes by itself."""

    code: str
    category: str
    message: str
    evidence: dict[str, Any]
    remedy: str
    who: str
    changes_at: Instant | None


def reasons(given: Sequence[Reason], campus: ZoneInfo) -> list[ReasonShape]:
    """Show the reasons, in the order of the policies."""
    return [_reason(reason, campus) for reason in given]


def instant(at: datetime | None) -> str | None:
    """Return the instant in RFC 3339, in UTC with its offset.

    >>> from datetime import timedelta, timezone
    >>> instant(datetime(2026, 3, 9, 0, 0, tzinfo=timezone(timedelta(hours=-7))))
    '2026-03-09T07:00:00+00:00'
    """
    return at.astimezone(UTC).isoformat() if at else None


def _reason(reason: Reason, campus: ZoneInfo) -> ReasonShape:
    words = in_words(reason, campus)
    return ReasonShape(
        code=reason.code,
        category=reason.category.value,
        message=words.message,
        evidence=to_plain(reason),
        remedy=words.remedy,
        who=reason.who.value,
        changes_at=instant(reason.changes_at),
    )
