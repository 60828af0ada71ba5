"""The rules in HKUST's catalog: of each course what it requires and excludes, of its sections what is reserved."""

from collections.abc import Iterator, Mapping
from typing import Any

from enrollment.adapters.catalog_files.cells import LIMITS, legible, name_of, one_line, seats
from enrollment.adapters.catalog_files.json_stream import entries
from enrollment.adapters.catalog_files.lines import Readable
from enrollment.adapters.catalog_files.stated import Offered, Stated
from enrollment.ports.course_list import Fault

BY_CONSENT = "Instructor Consent Required"
LONGEST_TEXT = 10_000


def hkust_rules(file: Readable) -> Iterator[Stated | Fault]:
    """Yield what each course says, or why it cannot be read. Raises Unreadable where the file is none."""
    for line, entry in enumerate(entries(file, "courses"), 1):
        try:
            yield _stated(line, _members(entry))
        except ValueError as fault:
            yield Fault(line=line, counted="course", problem=str(fault))


def _stated(line: int, entry: Mapping[str, Any]) -> Stated:
    said = _members(entry.get("info"))
    return Stated(
        line=line,
        code=name_of(_text(entry.get("code"), LIMITS["course"])),
        prerequisite=_text(said.get("pre-requisite", "")),
        corequisite=_text(said.get("co-requisite", "")),
        excluded=_text(said.get("exclusion", "")),
        sections=dict(_offered(_members(section)) for section in _list(entry.get("sections"))),
    )


def _offered(section: Mapping[str, Any]) -> tuple[str, Offered]:
    reserved = map(_members, _list(section.get("reserved", [])))
    kept = {name_of(_text(one.get("group"), LIMITS["section"])): seats(str(one.get("quota"))) for one in reserved}
    offered = Offered(by_consent=BY_CONSENT in _list(section.get("remarks", [])), reserved=kept)
    return name_of(_text(section.get("section"), LIMITS["section"])), offered


def _members(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("has something else where an object should be")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("has something else where a list should be")
    return value


def _text(value: Any, limit: int = LONGEST_TEXT) -> str:
    if not isinstance(value, str):
        raise ValueError("has something else where a text should be")
    return one_line(legible(value, limit))
