"""Staff change a course: its seats, its registration window, its status."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from enrollment.application.waitlists.judging import JudgeTurns
from enrollment.application.waitlists.serving import ServeLines
from enrollment.application.waitlists.turns import Turn, line_of
from enrollment.domain.catalog import Course
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.identifiers import CourseId
from enrollment.domain.plain import to_plain
from enrollment.domain.records import LogEntry, Origin
from enrollment.domain.users import User
from enrollment.domain.waitlist_errors import CourseChanged
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.catalog import Catalog
from enrollment.ports.clock import Clock
from enrollment.ports.waitlists import Waitlists

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The course as it would be, and the turns its line would take, in order: with a seat, or why without one.

    No more than MOST_SHOWN turns are told.
    """

    course: Course
    turns: Sequence[Turn]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCourse:
    """Change a course, and in the same transaction give the seats this frees to those who wait.

    Fewer seats evict nobody: nobody is admitted until fewer sit there than there are. Whoever sits in, or waits for, a
    course that is cancelled or unpublished is told soon. Works inside the caller's transaction. Raises CourseUnknown,
    CourseContended.
    """

    catalog: Catalog
    waitlists: Waitlists
    activity_log: ActivityLog
    agenda: Agenda
    judge_turns: JudgeTurns
    serve_lines: ServeLines
    clock: Clock

    def preview(self, course_id: CourseId, change: CourseChange) -> Preview:
        """Return what would come of the change. Changes nothing."""
        course = change.of(self._course(course_id))
        turns = []
        for turn in self.judge_turns.in_line(line_of(self.waitlists, course_id), course, self.clock.now()):
            turns.append(turn)
            if len(turns) == MOST_SHOWN:
                break
        return Preview(course=course, turns=turns)

    def __call__(
        self,
        staff: User,
        course_id: CourseId,
        change: CourseChange,
        *,
        is_as_seen: Callable[[Course], bool],
        note: str = "",
        origin: Origin,
    ) -> Course:
        """Change it, if it still is as it was seen, and return it as it is then. Raises CourseChanged."""
        self.waitlists.lock([course_id], patiently=True)
        before, at = self._course(course_id), self.clock.now()
        if not is_as_seen(before):
            raise CourseChanged
        after = change.of(before)
        self.catalog.load([after])
        details = {"course_id": str(course_id), "note": note, **_difference(before, after)}
        self.activity_log.write(
            LogEntry(user_id=staff.id, action="course_change", details=details, timestamp=at, origin=origin)
        )
        if after.is_offered:
            self.serve_lines([course_id], at, origin=origin)
        else:
            self.agenda.put(course_id, Chore.CANCEL, at)
        if after.watched:
            self.agenda.put(course_id, Chore.WATCH, at)
        return self._course(course_id)

    def _course(self, course_id: CourseId) -> Course:
        course = self.catalog.find(course_id)
        if course is None:
            raise CourseUnknown
        return course


def _difference(before: Course, after: Course) -> dict[str, Any]:
    """Return what changed, as [before, after]."""
    names = ("max_participants", "registration", "status")
    pairs = {name: (to_plain(getattr(before, name)), to_plain(getattr(after, name))) for name in names}
    return {name: list(pair) for name, pair in pairs.items() if pair[0] != pair[1]}
