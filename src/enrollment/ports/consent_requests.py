"""Requests for consent: a student asks, staff approve or decline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import ConsentRequestId, CourseId, UserId
from enrollment.domain.users import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRequest:
    """What a student asked, and what came of it: undecided as long as ``decided_at`` is None.

    ``answer`` is what staff say to the student along with the decision.
    """

    id: ConsentRequestId
    course_id: CourseId
    student_id: UserId
    note: str
    asked_at: datetime
    decided_at: datetime | None = None
    decided_by: UserId | None = None
    approved: bool | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request with whose it is and what it is about."""

    request: ConsentRequest
    student: User
    course: Course


class ConsentRequests(Protocol):
    """The requests on record. A student has at most one undecided request a course."""

    def ask(self, request: ConsentRequest) -> bool:
        """Put the request on record; where there is an undecided one already, change nothing and return False."""

    def undecided(self, limit: int, offset: int = 0) -> tuple[Sequence[Asked], int]:
        """Return the requests to decide, the oldest first, and how many there are in all."""

    def find(self, request_id: ConsentRequestId) -> Asked | None:
        """Return the request of that id, decided or not."""

    def latest(self, student_id: UserId, course_id: CourseId) -> ConsentRequest | None:
        """Return what the student asked last for the course."""

    def decide(
        self, request_id: ConsentRequestId, *, approved: bool, by: UserId, at: datetime, answer: str = ""
    ) -> ConsentRequest | None:
        """Decide, and return the request as decided; None where there is none undecided of that id."""
