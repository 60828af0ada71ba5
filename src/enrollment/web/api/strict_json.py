"""JSON that means one thing only: what parsers disagree about is refused."""

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

from enrollment.web.ingress import refuse
from enrollment.web.parameters import is_text, unreadable
from enrollment.web.problems import Unacceptable

DEEPEST = 20
LARGEST = 2**63


def read_json(body: bytes) -> Any:
    """Return the value. Raises Unacceptable: 400 for what is no JSON of ours, 422 for what nobody could keep."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise malformed("The body is not text in UTF-8.") from error
    _check_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_number,
            parse_float=_float,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        raise malformed(f"{error.msg} at line {error.lineno}, column {error.colno}.") from error
    for pointer, part in _texts(value, "#"):
        if not is_text(part):
            raise unreadable(pointer)
    return value


def malformed(detail: str) -> Unacceptable:
    """Return what to raise when the body is no JSON of ours."""
    return refuse(400, "malformed-json", detail)


def _check_depth(text: str) -> None:
    """Count brackets outside of strings, before a parser is asked to descend into them."""
    depth, in_string, escaped = 0, False, False
    for character in text:
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > DEEPEST:
                raise refuse(400, "too-deep", f"The body is nested more than {DEEPEST} levels deep.")
        elif character in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise refuse(400, "duplicate-member", "A member is given more than once in the same object.")
    return members


def _no_number(constant: str) -> NoReturn:
    raise malformed(f"{constant} is not a number in JSON.")


def _float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number) or (number == 0 and digits.startswith("-")):
        raise malformed("There is a number that cannot be represented.")
    return number


def _integer(digits: str) -> int:
    if digits == "-0":
        raise malformed("There is a number that cannot be represented.")
    if len(digits) > len(str(-LARGEST)) or not -LARGEST <= int(digits) < LARGEST:
        raise refuse(422, "number-too-large", "There is a number that does not fit into 64 bits.")
    return int(digits)


def _texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield each text in the value with the pointer to it; a bad name is pointed to by its object."""
    match value:
        case str():
            yield pointer, value
        case list():
            for position, item in enumerate(value):
                yield from _texts(item, f"{pointer}/{position}")
        case dict():
            for name, item in value.items():
                yield pointer, name
                yield from _texts(item, f"{pointer}/{name}")
