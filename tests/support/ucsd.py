"""The sections of a real term, as far as they have a time: UC San Diego, spring 2022."""

import csv
import gzip
import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from enrollment.domain.catalog import Course, Term
from enrollment.domain.meetings import Day, Meeting
from tests.support.build import a_course

SECTIONS = Path(__file__).parents[1] / "data/ucsd/sections_SP22.csv.gz"
SPRING = Term(code="SP22", name="Spring 2022", starts_on=date(2022, 3, 28), ends_on=date(2022, 6, 3))


def sections() -> Iterator[Course]:
    """Yield every section, in the order of the file."""
    with gzip.open(SECTIONS, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            meetings = tuple(_meeting(text) for text in row["meetings"].split("|") if text)
            yield a_course(code=row["course"], section=row["section"], term=SPRING.code, meetings=meetings)


def _meeting(text: str) -> Meeting:
    kind, days, times, room = text.split(",", 3)
    if days in ("N/A", ""):
        return Meeting(kind=kind)
    starts, ends = (time(*map(int, moment.split(":"))) for moment in times.split(" - "))
    if "-" in days:
        return Meeting(kind=kind, on=date.fromisoformat(days), starts=starts, ends=ends, room=room)
    weekly = tuple(Day(day) for day in re.findall("Tu|Th|Sa|Su|M|W|F", days))
    return Meeting(kind=kind, days=weekly, starts=starts, ends=ends, room=room)
