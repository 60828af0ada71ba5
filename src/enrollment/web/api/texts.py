"""What requests say in words, numbers and instants."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)")  # RFC 3339 §5.6


def _at(text: object) -> datetime | None:
    if text is None:
        return None
    try:
        if isinstance(text, str) and _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text.upper())
    except ValueError:
        pass
    raise PydanticCustomError("instant", "Input should be an instant with its offset (RFC 3339)")


def _whole(number: object) -> object:
    return int(number) if isinstance(number, float) and number.is_integer() else number


# In JSON 3.0 is the same number as 3.
Whole = Annotated[int, BeforeValidator(_whole)]
# A text for people: characters one can read, in one line.
Text = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$")]
At = Annotated[
    datetime | None,
    BeforeValidator(_at),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}),
]
