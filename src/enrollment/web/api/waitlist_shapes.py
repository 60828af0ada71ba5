"""What a place in line looks like."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from enrollment.application.waitlists.standing import Standing
from enrollment.ports.waitlists import InLine
from enrollment.web.api.shapes import Answer, Id, Instant, ReasonShape, instant, reasons
from enrollment.web.request import Request

Position = Annotated[int, Field(ge=1)]


class PlaceShape(Answer):
    """Where an entry stands in the line of one course, counted from 1; null where it no longer waits."""

    course_id: Id
    position: Position | None
    ahead: Annotated[int, Field(ge=0)] | None


class GivenUpShape(Answer):
    """A seat that is given up in the instant the other one is had."""

    enrollment_id: Id
    course_id: Id


class EntryShape(Answer):
    """A student's wait for a seat in each of the courses at once.

    ``position`` and ``ahead`` are those in the line of the first. While it is ``offered``, the seats are kept for the
    student until ``expires_at``, the first instant that is too late. Entries of one ``wish`` stand for one another,
    ``choice`` 1 being wanted most. ``preflight`` is what would stand against it if there were a seat now; null where it
    no longer waits.
    """

    id: Id
    status: str
    position: Position | None
    ahead: Annotated[int, Field(ge=0)] | None
    places: list[PlaceShape]
    gives_up: list[GivenUpShape]
    wish: Id
    choice: Annotated[int, Field(ge=1)]
    joined_at: Instant
    offered_at: Instant | None
    expires_at: Instant | None
    ended_at: Instant | None
    preflight: list[ReasonShape] | None
    receipt_id: Id | None

    @classmethod
    def of(cls, standing: Standing, request: Request, receipt_id: object = None) -> "EntryShape":
        """Show the entry."""
        entry, turn = standing.waiting.entry, standing.turn
        places = [_place(standing, course_id) for course_id in entry.courses]
        return cls(
            id=str(entry.id),
            status=entry.status.value,
            position=places[0].position,
            ahead=places[0].ahead,
            places=places,
            gives_up=[
                GivenUpShape(enrollment_id=str(seat.enrollment_id), course_id=str(seat.course_id))
                for seat in entry.gives_up
            ],
            wish=str(entry.wish),
            choice=entry.choice,
            joined_at=instant(entry.joined_at) or "",
            offered_at=instant(entry.offered_at),
            expires_at=instant(entry.expires_at),
            ended_at=instant(entry.ended_at),
            preflight=reasons(turn.obstacles, entry.courses[0], request) if turn else None,
            receipt_id=str(receipt_id) if receipt_id else None,
        )


class InLineShape(Answer):
    """Somebody in the line of a course, as staff see it; ``skipped`` are the codes of what stood against a seat."""

    entry_id: Id
    student_id: Id
    name: str
    email: str
    status: str
    position: Position | None
    priority: int
    joined_at: Instant
    expires_at: Instant | None
    skipped: list[str]

    @classmethod
    def of(cls, one: InLine) -> "InLineShape":
        """Show them."""
        entry = one.entry
        return cls(
            entry_id=str(entry.id),
            student_id=str(one.student.id),
            name=one.student.name,
            email=one.student.email,
            status=entry.status.value,
            position=one.place.position,
            priority=one.rank.priority,
            joined_at=instant(entry.joined_at) or "",
            expires_at=instant(entry.expires_at),
            skipped=list(entry.skipped),
        )


def entries_of(standings: Iterable[Standing], request: Request) -> list[EntryShape]:
    """Show all of them."""
    return [EntryShape.of(standing, request) for standing in standings]


def _place(standing: Standing, course_id: object) -> PlaceShape:
    place = next((one for course, one in standing.waiting.places.items() if course == course_id), None)
    position = place.position if place else None
    return PlaceShape(course_id=str(course_id), position=position, ahead=position - 1 if position else None)
