"""UCSD's list of catalog courses: titles, units and descriptions by code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from enrollment.adapters.catalog_files.cells import name_of, one_line
from enrollment.adapters.catalog_files.lines import Readable, Unreadable
from enrollment.adapters.catalog_files.records import records, values_of
from enrollment.ports.course_list import Fault

_READERS: Mapping[str, Callable[[str], Any]] = {
    "course_number": name_of,
    "course_name": name_of,
    "units": one_line,
    "description": str,
}
_LIMITS = {"course_number": 200, "course_name": 200, "units": 40, "description": 10_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What is said of a catalog course, and in which line."""

    line: int
    title: str
    units: str
    description: str


def titles(file: Readable, report: Callable[[Fault], None]) -> Mapping[str, Title]:
    """Return the titles by code. A row that cannot be used, or repeats a code, goes to ``report``; the first one holds.

    Raises Unreadable when the file as a whole is no such list.
    """
    found: dict[str, Title] = {}
    for record in records(file, tuple(_READERS), ("department",)):
        if record.is_last:
            raise Unreadable("; ".join(map(str, record.faults)))
        values, faults = values_of(record, _READERS, _LIMITS)
        for fault in (*record.faults, *faults):
            report(fault)
        if record.faults or faults:
            continue
        code = values["course_number"]
        title = Title(
            line=record.line, title=values["course_name"], units=values["units"], description=values["description"]
        )
        first = found.setdefault(code, title)
        if first is not title:
            report(Fault(line=record.line, problem=f"{code} stands in line {first.line} already, which holds"))
    return found
