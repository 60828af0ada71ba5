"""The prerequisite file of UC Irvine as PeterPortal publishes it: one tree of all-of and any-of for each course.

The file is a JSON object, gzipped or not: ``{"MATH2B": {"prerequisiteJSON": "{\\"OR\\":[\\"MATH 2A\\", …]}"}, …}``.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from enrollment.domain.errors import RequirementUnreadable
from enrollment.domain.notation import parse, written
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Requirement, grouped, passes_asked

MOST_BYTES = 50_000_000
_GROUPS: Mapping[str, type[AllOf] | type[AnyOf]] = {"AND": AllOf, "OR": AnyOf}
_CODE = re.compile(r"(?P<subject>[^ ].*) (?P<number>[A-Z]?\d+[A-Z]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One course of the file: what it requires, or the reason why that could not be read.

    ``key`` is the course as the file has it, without spaces; ``code`` the same as requirements name it. ``spelled_by``
    is "item" where some requirement names that course, "subject" where some name others of its subject, and "file"
    where nothing tells its spaces, so that ``code`` is the key.
    """

    key: str
    code: str
    spelled_by: str
    requirement: Requirement | None = None
    fault: str | None = None


def entries(file: Path) -> Iterator[Entry]:
    """Yield every course of the file, in its order. Raises ValueError where the file as a whole cannot be read."""
    listed = [(key, _requirement(fields)) for key, fields in _read(file)]
    spelling = _Spelling(
        passed.item for _, found in listed if not isinstance(found, str) for passed in passes_asked(found)
    )
    seen: set[str] = set()
    for key, found in listed:
        code, spelled_by = spelling.of(key)
        course = Entry(key=key, code=code, spelled_by=spelled_by)
        if key in seen:
            yield replace(course, fault="the course is listed a second time")
        elif isinstance(found, str):
            yield replace(course, fault=found)
        else:
            yield replace(course, requirement=found)
        seen.add(key)


def _read(file: Path) -> list[tuple[str, Any]]:
    try:
        with file.open("rb") as opened:
            packed = opened.read(2) == b"\x1f\x8b"
        with gzip.open(file) if packed else file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
        courses = _Members.read(data.decode())
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as error:
        raise ValueError(f"the file is no JSON object, gzipped or not: {error}") from None
    if len(data) > MOST_BYTES:
        raise ValueError(f"the file has more than {MOST_BYTES} bytes")
    if not isinstance(courses, _Members):
        raise ValueError("the file is no JSON object")
    return list(courses)


class _Members(list[tuple[str, Any]]):
    """The members of a JSON object, those of the same name included."""

    @classmethod
    def read(cls, text: str) -> Any:
        return json.loads(text, object_pairs_hook=cls)


def _requirement(fields: Any) -> Requirement | str:
    """Return the requirement, or in words why there is none."""
    text = dict(fields).get("prerequisiteJSON") if isinstance(fields, _Members) else None
    if not isinstance(text, str):
        return "it has no prerequisiteJSON"
    if not text.strip():
        return "its prerequisiteJSON is empty"
    try:
        requirement = _tree(_Members.read(text))
        if parse(written(requirement)) != requirement:
            return "its prerequisiteJSON has an item that cannot be written"
    except RecursionError:
        return "its prerequisiteJSON is nested too deep"
    except (ValueError, RequirementUnreadable) as error:
        return f"its prerequisiteJSON cannot be read: {error}"
    return requirement


def _tree(node: Any) -> Requirement:
    match node:
        case str() if node.strip():
            return Passed(node)
        case [(("AND" | "OR") as word, [_, *_] as parts)] if isinstance(node, _Members):
            return grouped(_GROUPS[word], tuple(map(_tree, parts)))
    raise ValueError(f"{str(node)[:60]!r} is neither an item nor one list under AND or OR")


class _Spelling:
    """Where the spaces of a course go, as far as the items of the requirements tell."""

    def __init__(self, items: Iterator[str]) -> None:
        self._items: dict[str, str] = {}
        self._subjects: dict[str, set[str]] = {}
        for item in items:
            self._items.setdefault(item.replace(" ", ""), item)
            if found := _CODE.fullmatch(item):
                self._subjects.setdefault(found["subject"].replace(" ", ""), set()).add(found["subject"])

    def of(self, key: str) -> tuple[str, str]:
        if key in self._items:
            return self._items[key], "item"
        spaced = [
            f"{subject} {key[n:]}"
            for n in range(1, len(key))
            for subject in self._subjects.get(key[:n], ())
            if _CODE.fullmatch(f"{subject} {key[n:]}")
        ]
        return (spaced[0], "subject") if len(spaced) == 1 else (key, "file")
