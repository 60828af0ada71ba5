"""What can be said in each scope, and how it is read."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from yaml import Node

from enrollment.adapters.rules_yaml.requirements import requirement
from enrollment.adapters.rules_yaml.seats import dropping, waiting_limits, waitlist
from enrollment.adapters.rules_yaml.shapes import each, many, record, said, value
from enrollment.adapters.rules_yaml.sheet import Path, Reader, Sheet
from enrollment.adapters.rules_yaml.values import attempts, begins, email, ends, name, seats, set_of, truth, units
from enrollment.domain.grades import GradeScale
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.rules import GroupWindow, RepeatRule


def _set(reader: Reader, least: int = 1) -> Reader:
    read = many(reader, least)
    return lambda sheet, path, node: set_of(read(sheet, path, node))


NAME = value(name)
NAMES = _set(NAME)
GROUP = record(
    Group,
    ("name",),
    {"name": NAME, "standings": NAMES, "programmes": NAMES, "cohorts": NAMES, "students": _set(value(email))},
)


def _some(sheet: Sheet, path: Path, node: Node) -> Group:
    """Read a group that is not everybody."""
    group: Group = GROUP(sheet, path, node)
    if not (group.standings or group.programmes or group.cohorts or group.students):
        raise ValueError(f"everybody is in {group.name}: say standings, programmes, cohorts or students")
    return group


def _repeat(**limits: Any) -> RepeatRule:
    if not limits:
        raise ValueError("this says neither most_attempts nor only_below")
    return RepeatRule(**limits)


def _shared(*, name: str, seats: int) -> SharedCapacity:
    return SharedCapacity(name=name, max_participants=seats)


TRUTH = value(truth)
_INSTITUTION: Mapping[str, Reader] = {
    "grades": record(
        GradeScale,
        ("order", "lowest_pass"),
        {"order": many(NAME, 2), "lowest_pass": NAME, "ungraded_passes": NAMES},
    ),
    "equivalents": many(_set(NAME, 2), partly=True),
    "refuse_conflicts": TRUTH,
    "not_in_catalog": NAMES,
    "swap_cycles": TRUTH,
}
_COURSE: Mapping[str, Reader] = {
    "prerequisite": requirement,
    "corequisite": requirement,
    "excluded": NAMES,
    "repeat": record(_repeat, (), {"most_attempts": value(attempts), "only_below": NAME}),
    "restricted_to": many(_some, partly=True),
    "consent_of": NAME,
    "linked": many(NAME, 2),
}


def _anywhere(campus: ZoneInfo) -> Mapping[str, Reader]:
    """Read how seats are had, waited for and given up, which any scope may say."""
    return {"waitlist": waitlist(campus), "dropping": dropping(campus), "may_return": TRUTH, "one_section": TRUTH}


def _student() -> Mapping[str, Reader]:
    """Read what holds for all of a student's courses of a term."""
    return {"waiting_limits": waiting_limits(), "keep_last_course": TRUTH}


def _term(campus: ZoneInfo) -> Mapping[str, Reader]:
    window = {"group": GROUP, "opens": value(begins(campus)), "closes": value(ends(campus)), "most_units": value(units)}
    return {
        "most_units": value(units),
        "open_registration": value(begins(campus)),
        "windows": many(record(GroupWindow, ("group", "opens"), window), partly=True),
        **_student(),
        **_anywhere(campus),
    }


def _course(campus: ZoneInfo) -> Mapping[str, Reader]:
    return {**_COURSE, **_anywhere(campus)}


def _section(campus: ZoneInfo) -> Mapping[str, Reader]:
    pool = {"group": _some, "seats": value(seats), "releases_at": value(begins(campus))}
    return {
        **_course(campus),
        "pools": many(record(Pool, ("group", "seats"), pool), partly=True),
        "shared_seats": record(_shared, ("name", "seats"), {"name": NAME, "seats": value(seats)}),
    }


def whole(campus: ZoneInfo) -> Reader:
    """Read a whole file; times without an offset are those of the clock on campus."""
    return said(
        {
            "institution": said({**_INSTITUTION, **_student(), **_anywhere(campus)}),
            "terms": each(said(_term(campus))),
            "courses": each(said(_course(campus))),
            "sections": each(each(said(_section(campus)))),
        }
    )
