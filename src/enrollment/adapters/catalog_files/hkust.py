"""The catalog of HKUST's class quota pages, as JSON: a list of courses, each with its sections."""

from collections.abc import Iterator, Mapping
from typing import Any

from enrollment.adapters.catalog_files.cells import LIMITS, MOST_SEATS, legible, name_of, one_line
from enrollment.adapters.catalog_files.hkust_meetings import meeting
from enrollment.adapters.catalog_files.identity import course_id
from enrollment.adapters.catalog_files.json_stream import entries
from enrollment.adapters.catalog_files.lines import Readable, Unreadable
from enrollment.adapters.catalog_files.meetings import MOST
from enrollment.domain.catalog import Course
from enrollment.domain.meetings import Meeting
from enrollment.ports.course_list import Fault, Row

_MOST_UNITS = 100


class HkustCourseList:
    """The port CourseList, over HKUST's JSON. Rows are counted by section, in the order of the file."""

    def __init__(self, file: Readable, term: str) -> None:
        self._file = file
        self._term = term

    def rows(self) -> Iterator[Row]:
        """Read the file once, from where it stands."""
        count = 0
        try:
            for entry in entries(self._file, "courses"):
                for row in self._rows(count, entry):
                    count = row.line
                    yield row
        except Unreadable as error:
            yield _refused(count + 1, {"": str(error)}, is_last=True)

    def _rows(self, before: int, entry: Any) -> Iterator[Row]:
        if not isinstance(entry, Mapping):
            yield _refused(before + 1, {"": "is no course: not an object"})
            return
        sections = entry.get("sections")
        if not isinstance(sections, list) or not sections:
            yield _refused(before + 1, {f"{entry.get('code')!s:.40}": "has no list of sections"})
            return
        about, faults = _about(entry)
        for line, section in enumerate(sections, before + 1):
            yield self._row(line, about, faults, section)

    def _row(self, line: int, about: Mapping[str, Any], faults: Mapping[str, str], section: Any) -> Row:
        if not isinstance(section, Mapping):
            return _refused(line, {str(about.get("code", "")): "has a section that is not an object"})
        offer = _Read()
        name = offer.read("section", lambda: name_of(_text(section, "section", LIMITS["section"])))
        seats = offer.read("quota", lambda: _seats(section.get("quota")))
        meetings = offer.read("meetings", lambda: _meetings(name or "", section.get("meetings")))
        found = {**faults, **offer.faults}
        if found:
            course = f"{about.get('code', '')} {name or ''}".strip()
            return _refused(line, {f"{course} {field}".strip(): problem for field, problem in found.items()})
        course_of = course_id(self._term, about["code"], name)
        offered = {"section": name, "term": self._term, "max_participants": seats, "meetings": meetings}
        return Row(line=line, counted="section", course=Course(id=course_of, **about, **offered))


class _Read:
    """Values read one by one, and what was wrong with the others, by field."""

    def __init__(self) -> None:
        self.faults: dict[str, str] = {}

    def read(self, field: str, value: Any) -> Any:
        """Return the value; None, and a fault, where reading it raises ValueError."""
        try:
            return value()
        except ValueError as fault:
            self.faults[field] = str(fault)
            return None


def _about(entry: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """Return what all sections of the course have in common, and what is wrong with it, by field."""
    course = _Read()
    about = {
        "code": course.read("code", lambda: name_of(_text(entry, "code", LIMITS["course"]))),
        "title": course.read("title", lambda: one_line(_text(entry, "title", LIMITS["title"]))),
        "units": course.read("units", lambda: _units(entry.get("units"))),
    }
    return about, course.faults


def _refused(line: int, problems: Mapping[str, str], *, is_last: bool = False) -> Row:
    faults = tuple(
        Fault(line=line, counted="section", column=place or None, problem=problem)
        for place, problem in problems.items()
    )
    return Row(line=line, counted="section", faults=faults, is_last=is_last)


def _text(members: Mapping[str, Any], name: str, limit: int) -> str:
    text = members.get(name)
    if not isinstance(text, str):
        raise ValueError("is no text")
    return legible(text, limit)


def _seats(quota: Any) -> int:
    if type(quota) is not int or not 0 <= quota <= MOST_SEATS:
        raise ValueError(f"is not a number of seats: {quota!r:.40}")
    return quota


def _units(units: Any) -> str:
    if type(units) not in (int, float) or not 0 <= units <= _MOST_UNITS:
        raise ValueError(f"is not a number of units: {units!r:.40}")
    return f"{units:g}"


def _meetings(section: str, listed: Any) -> tuple[Meeting, ...]:
    if not isinstance(listed, list) or not all(isinstance(one, Mapping) for one in listed):
        raise ValueError("are no list of meetings")
    if len(listed) > MOST:
        raise ValueError(f"are {len(listed)}, more than {MOST}")
    limit = LIMITS["meetings"]
    return tuple(meeting(section, _text(one, "time", limit), one_line(_text(one, "room", limit))) for one in listed)
