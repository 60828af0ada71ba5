"""Which format a catalog file has, and which term it is of, as far as its beginning and its name say so."""

import csv
import re
from dataclasses import dataclass

FORMATS = ("csv", "ucsd", "hkust", "rpi")
HEAD = 1 << 16  # bytes: enough for two rows
_SEMESTERS = {"FALL": "FA", "WINTER": "WI", "SPRING": "SP", "SUMMER": "SU"}
_UCSD = re.compile(r"sections_([A-Z]{2}\d\d)\.csv(\.gz)?")
_HKUST = re.compile(r'"term"\s*:\s*"([^"\\]{1,60}) \((\d{4})\)"')
_RPI = re.compile(r"([A-Z]+) 20(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The format, and code and name of the term; "" where the file does not say."""

    format: str
    term: str = ""
    term_name: str = ""


def recognised(head: bytes, name: str) -> Recognised:
    """Return what the first ``HEAD`` bytes of the file and its name say. What is nothing else is our own CSV.

    >>> recognised(b"course,section,section_id,total_seats,meetings", "sections_SP22.csv.gz").term
    'SP22'
    """
    text = head.decode("utf-8", errors="replace").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").lstrip()
    if text.startswith(("{", "[")):
        term = _HKUST.search(text)
        return Recognised(format="hkust", term=term[2] if term else "", term_name=term[1] if term else "")
    if "course_crn" in text.partition("\n")[0]:
        return _rpi(text)
    named = _UCSD.fullmatch(name)
    return Recognised(format="ucsd", term=named[1], term_name=named[1]) if named else Recognised(format="csv")


def _rpi(text: str) -> Recognised:
    try:
        row = next(csv.DictReader(text.splitlines()), {})
    except csv.Error:
        row = {}
    semester = _RPI.fullmatch((row.get("semester") or "").strip())
    if semester is None or semester[1] not in _SEMESTERS:
        return Recognised(format="rpi")
    return Recognised(format="rpi", term=_SEMESTERS[semester[1]] + semester[2], term_name=semester[0].capitalize())
