"""A crowd that does not give up: each asks, under one key, until there is an answer, and writes down every try."""

import asyncio
import itertools
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event as Flag
from threading import Thread
from uuid import uuid4

import httpx

from tests.support.crowd import Client
from tests.support.history import Event, write

CLIENTS = 12
UNKNOWN = "outcome-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A student wants a course."""

    student: Client
    course_id: str


class Crowd:
    """Students enrolling, in a thread of their own, until there are no wishes left or ``stop`` is set.

    Whatever is begun is brought to an end. ``history`` is the file with every try; ``answers`` counts the statuses, and
    ``slowest`` is the longest anybody waited for an answer, in seconds.
    """

    def __init__(self, address: str, wishes: Iterator[Wish], history: Path) -> None:
        self.history, self.stop = history, Flag()
        self.answers: Counter[str] = Counter()
        self.enrolled, self.slowest = 0, 0.0
        self._address, self._wishes = address, wishes
        self._failure: BaseException | None = None
        self._thread = Thread(target=self._run)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether somebody is still at it."""
        return self._thread.is_alive()

    def end(self, within: float) -> None:
        """Begin nothing new, and wait until all that was begun has ended."""
        self.stop.set()
        self.wait(within)

    def wait(self, within: float) -> None:
        """Wait until all have what they wished for."""
        self._thread.join(within)
        assert not self.is_busy, f"still enrolling after {within:.0f} s: {self.answers}"
        if self._failure:
            raise self._failure

    def _run(self) -> None:
        try:
            asyncio.run(self._all())
        except BaseException as failure:  # raised again where it is waited for
            self._failure = failure

    async def _all(self) -> None:
        async with httpx.AsyncClient(base_url=self._address, timeout=30) as http:
            await asyncio.gather(*(self._one(http, f"client-{number}") for number in range(CLIENTS)))

    async def _one(self, http: httpx.AsyncClient, client: str) -> None:
        for wish in self._wishes:
            about = {"client": client, "key": str(uuid4()), "course_id": wish.course_id}
            asked = Event(kind="invoke", student_id=wish.student.student_id, **about)
            while not await self._try(http, asked, wish.student.access_token):
                await asyncio.sleep(random.uniform(0.05, 0.3))
            if self.stop.is_set():
                return

    async def _try(self, http: httpx.AsyncClient, asked: Event, token: str) -> bool:
        """Ask once, and return whether that is the end of it."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f'"{asked.key}"'}
        write(asked, self.history)
        began = time.monotonic()
        try:
            answer = await http.post(f"/api/v1/courses/{asked.course_id}/enrollments", headers=headers)
        except httpx.TransportError as error:
            self.answers[type(error).__name__] += 1
            write(replace(asked, kind="info"), self.history)
            return False
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.answers[str(answer.status_code)] += 1
        write(came_of(asked, answer), self.history)
        assert answer.status_code in (201, 409, 503), answer.text
        self.enrolled += answer.status_code == 201
        return answer.status_code == 201


def came_of(asked: Event, answer: httpx.Response) -> Event:
    """Return the end of the try."""
    told = json.loads(answer.content)
    if answer.status_code == 201:
        return replace(asked, kind="ok", enrollment_id=told["id"], answer=answer.text)
    return replace(asked, kind="info" if told["code"] == UNKNOWN else "fail")


def wishes(students: list[Client], courses: list[str], count: int) -> Iterator[Wish]:
    """Return so many wishes, no two of them alike, each student's far apart."""
    for _, (course_id, student) in zip(range(count), itertools.product(courses, students), strict=False):
        yield Wish(student=student, course_id=course_id)
