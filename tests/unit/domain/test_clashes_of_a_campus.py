"""Clashes over a whole campus: every pair of its sections, against a calendar of its own making."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import combinations_with_replacement

from enrollment.domain.catalog import Course
from enrollment.domain.clashes import clashes
from tests.support.ucsd import SPRING, sections

CALENDAR = [date(2022, 3, 28) + timedelta(days=n) for n in range(75)]  # ten weeks of classes, and the finals
LETTERS = ("M", "Tu", "W", "Th", "F", "Sa", "Su")
CLASSES = CALENDAR[:68]  # the last of them is Friday 3 June


def blocks(course: Course) -> Iterator[tuple[date, time, time]]:
    """Yield when the course is on, date by date."""
    for meeting in course.meetings:
        if meeting.starts:
            for day in [meeting.on] if meeting.on else CLASSES:
                if meeting.on or LETTERS[day.weekday()] in meeting.days:
                    yield day, meeting.starts, meeting.ends


def bits(found: frozenset, edges: list[time]) -> int:
    """Return the course as a row of bits, one for each date and each stretch between two times of the campus."""
    cells = {(day, edge) for day, starts, ends in found for edge in edges if starts <= edge < ends}
    return sum(1 << (CALENDAR.index(day) * len(edges) + edges.index(edge)) for day, edge in cells)


def test_every_two_sections_clash_if_and_only_if_the_calendar_has_them_at_the_same_time():
    timetables = defaultdict(list)
    for course in sections():
        timetables[frozenset(blocks(course))].append(course)
    assert sum(map(len, timetables.values())) == 8533
    edges = sorted({moment for found in timetables for _, *hours in found for moment in hours})
    timed = [(courses[0], bits(found, edges)) for found, courses in timetables.items() if found]

    wrong = [
        (one.name, two.name)
        for (one, mine), (two, theirs) in combinations_with_replacement(timed, 2)
        if bool(clashes(one, two, SPRING)) is not bool(mine & theirs)
    ]

    assert wrong == []
