"""The demo catalog: a real term, moved to where it can be registered for today, with a course in every state."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from enrollment.adapters.catalog_files import CsvCourseList
from enrollment.domain.catalog import (
    Course,
    CourseStatus,
    RegistrationWindow,
    Term,
    end_of_deadline,
    start_of_day,
)
from enrollment.domain.meetings import Meeting

TERM = "SP22"
BEGAN, ENDED = date(2022, 3, 28), date(2022, 6, 3)  # finals, which are dated, came in the week after
BEGINS_IN = timedelta(days=35)
OPENED_BEFORE = timedelta(days=14)
CLOSES_IN = timedelta(days=60)
A_WEEK = timedelta(days=7)

ENROLLED = "COGS 1 A01"
OTHER_SECTION = "COGS 1 A02"
FULL = "ECE 136L A01"  # seven seats: the smallest there is room in for more than one
WAITLISTED = "ECE 136L A02"
OFFERED = "ECE 65 A58"
BATCH = "ECE 148 A01"
CLOSED = "COGS 8 A01"
NOT_OPEN = "COGS 10 A05"
UNPUBLISHED = "COGS 12 A00"
CANCELLED = "COGS 14A A04"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCatalog:
    """The demo term as it looks to somebody who loads it ``today`` (on campus)."""

    today: date
    campus: ZoneInfo

    @property
    def term(self) -> Term:
        """The term; it begins on the Monday nearest to five weeks from today."""
        moved = self._moved
        return Term(code=TERM, name="Spring 2022 (demo)", starts_on=BEGAN + moved, ends_on=ENDED + moved)

    def courses(self) -> Iterator[Course]:
        """Yield the courses, in the order of the file."""
        exceptions = self._exceptions()
        open_now = self._window(self.today - OPENED_BEFORE, self.today + CLOSES_IN)
        with files("enrollment").joinpath("demo/catalog.csv").open("rb") as file:
            for row in CsvCourseList(file, TERM, self.campus).rows():
                assert row.course, row.faults
                course = replace(row.course, registration=open_now, meetings=tuple(self._meetings(row.course)))
                yield exceptions[course.name](course) if course.name in exceptions else course

    def _exceptions(self) -> Mapping[str, Callable[[Course], Course]]:
        opened, closes = self.today - OPENED_BEFORE, self.today + CLOSES_IN
        over = self._window(opened, self.today - A_WEEK)
        to_come = self._window(self.today + A_WEEK, closes)
        return {
            CLOSED: lambda course: replace(course, registration=over),
            NOT_OPEN: lambda course: replace(course, registration=to_come),
            UNPUBLISHED: lambda course: replace(course, status=CourseStatus.UNPUBLISHED),
            CANCELLED: lambda course: replace(course, status=CourseStatus.CANCELLED),
        }

    def _window(self, opens: date, deadline: date) -> RegistrationWindow:
        return RegistrationWindow(opens=start_of_day(opens, self.campus), closes=end_of_deadline(deadline, self.campus))

    def _meetings(self, course: Course) -> Iterator[Meeting]:
        for meeting in course.meetings:
            yield replace(meeting, on=meeting.on + self._moved) if meeting.on else meeting

    @property
    def _moved(self) -> timedelta:
        """Whole weeks, so that a Monday stays a Monday."""
        return round((self.today + BEGINS_IN - BEGAN) / A_WEEK) * A_WEEK
