"""What clients lived through, checked against what is on record in the end: pure functions over both.

A client's every try is an ``invoke`` and what came of it: ``ok`` (acknowledged), ``fail`` (told that nothing was
done) or ``info`` (nobody knows: the line broke, or the answer said so). A try without an end is as good as ``info``.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["invoke", "ok", "fail", "info"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A line of the history: a try of one client to enroll a student under a key, or its end.

    ``answer`` is what was answered to an ``ok``, and ``enrollment_id`` the enrollment it tells of.
    """

    kind: Kind
    client: str
    key: str
    student_id: str
    course_id: str
    enrollment_id: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A live enrollment on record."""

    enrollment_id: str
    student_id: str
    course_id: str


def violations(history: Iterable[Event], seats: Iterable[Seat]) -> Iterator[str]:
    """Return a line for everything that cannot be if nothing was lost, invented or done twice."""
    by_key: Mapping[str, list[Event]] = defaultdict(list)
    by_wish: Mapping[tuple[str, str], list[Event]] = defaultdict(list)
    for event in history:
        by_key[event.key].append(event)
        by_wish[event.student_id, event.course_id].append(event)
    held = {seat.enrollment_id: seat for seat in seats}
    yield from _doubled(held.values())
    for key, events in by_key.items():
        yield from _misrecorded(key, events)
        yield from _broken_word(key, [event for event in events if event.kind == "ok"], held)
    for seat in held.values():
        yield from _unexplained(seat, by_wish.get((seat.student_id, seat.course_id), []))


def _doubled(seats: Iterable[Seat]) -> Iterator[str]:
    for (student, course), count in Counter((seat.student_id, seat.course_id) for seat in seats).items():
        if count > 1:
            yield f"doubled: student {student} holds {count} seats of course {course}"


def _misrecorded(key: str, events: list[Event]) -> Iterator[str]:
    """The history itself may be wrong, and then proves nothing."""
    tries: set[str] = set()
    for event in events:
        if (event.kind == "invoke") == (event.client in tries):
            yield f"misrecorded: {event.kind} of client {event.client} under key {key}"
        tries ^= {event.client}
    if len({(event.student_id, event.course_id) for event in events}) > 1:
        yield f"misrecorded: key {key} was used for several requests"


def _broken_word(key: str, acknowledged: list[Event], held: Mapping[str, Seat]) -> Iterator[str]:
    if len({(event.enrollment_id, event.answer) for event in acknowledged}) > 1:
        yield f"changed: key {key} was answered differently each time"
    for event in acknowledged:
        seat = held.get(event.enrollment_id)
        if seat is None:
            yield f"lost: enrollment {event.enrollment_id} was acknowledged under key {key}"
        elif (seat.student_id, seat.course_id) != (event.student_id, event.course_id):
            yield f"mixed up: enrollment {event.enrollment_id}, acknowledged under key {key}, is another's"


def _unexplained(seat: Seat, events: list[Event]) -> Iterator[str]:
    """A seat has to come of a try that was acknowledged, or of one of which nobody knows."""
    kinds = Counter(event.kind for event in events)
    if not events:
        yield f"invented: enrollment {seat.enrollment_id} was never asked for"
    elif kinds["invoke"] and kinds["fail"] == kinds["invoke"]:
        yield f"denied: enrollment {seat.enrollment_id} is there, and every try was told that nothing was done"


def write(event: Event, file: Path) -> None:
    """Append the event, as a line of JSON."""
    with file.open("a") as lines:
        lines.write(json.dumps(asdict(event)) + "\n")


def read(file: Path) -> list[Event]:
    """Return the events of a file, in order."""
    return [Event(**json.loads(line)) for line in file.read_text().splitlines()]
