"""Ids of courses, as a body gives them."""

from collections import Counter
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from enrollment.application.submit_courses import MOST_COURSES
from enrollment.domain.identifiers import CourseId
from enrollment.web.resources import ID


def _each_once(ids: list[str]) -> list[str]:
    if len(set(ids)) < len(ids):
        twice = Counter(ids).most_common(1)[0][0]
        raise PydanticCustomError("twice", "{id} is given more than once", {"id": twice})
    return ids


CourseIds = Annotated[
    list[Annotated[str, Field(pattern=f"^{ID}$")]],
    Field(
        max_length=MOST_COURSES,
        description="Ids of courses, none twice, the one that matters most first.",
        json_schema_extra={"uniqueItems": True},
    ),
    AfterValidator(_each_once),
]


def course_ids_of(given: list[str]) -> list[CourseId]:
    """Return the ids the texts spell."""
    return [CourseId(UUID(course_id)) for course_id in given]
