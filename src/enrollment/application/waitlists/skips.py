"""Who could not be given a seat when there was one, and what stood against it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from enrollment.application.waitlists.turns import Turn
from enrollment.domain.events import WaitlistSkipped
from enrollment.domain.identifiers import CourseId
from enrollment.domain.messages import Message
from enrollment.domain.plain_reasons import plain_reasons
from enrollment.domain.waitlist import WaitlistEntry
from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.outbox import Outbox
from enrollment.ports.waitlists import Waitlists


@dataclass(slots=True, kw_only=True)
class Skips:
    """The entries skipped in one course at one instant. They keep their places.

    A student is told when what stands against the entry is not what it was the last time, and not the want of a seat.
    """

    course_id: CourseId
    at: datetime
    changed: list[WaitlistEntry] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    again_at: datetime | None = None
    passed_over: int = 0

    def add(self, turn: Turn) -> None:
        """Skip the entry, the next of those that keep on waiting."""
        entry = turn.queued.entry
        self.passed_over += 1
        instants = [one.changes_at for one in turn.reasons if one.changes_at and one.changes_at > self.at]
        self.again_at = min((*instants, *([self.again_at] if self.again_at else [])), default=None)
        codes = tuple(reason.code for reason in turn.reasons)
        if codes == entry.skipped:
            return
        self.changed.append(replace(entry, skipped=codes))
        if turn.obstacles:
            event = WaitlistSkipped(
                at=self.at,
                student_id=entry.student_id,
                course_id=self.course_id,
                entry_id=entry.id,
                position=self.passed_over,
                reasons=tuple(plain_reasons(turn.obstacles)),
            )
            self.messages.append(Message.of(event))

    def keep(self, waitlists: Waitlists, outbox: Outbox, agenda: Agenda) -> None:
        """Keep them, in a round trip for each set of reasons, however many they are.

        The line is served when that may help.
        """
        if self.changed:
            waitlists.skip(self.changed)
        if self.messages:
            outbox.put(*self.messages)
        if self.again_at:
            agenda.put(self.course_id, Chore.SERVE, self.again_at)
