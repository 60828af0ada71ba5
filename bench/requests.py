"""What the crowd asks, as the bytes it sends: never the same enrollment twice."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from uuid import UUID

from bench.installation import HOST, Installation
from bench.vocabulary import QUERIES
from enrollment.web.pages.catalog import ON_A_PAGE
from enrollment.web.security import cookie_name

# As behind the proxy that production.ini believes.
_HEAD = f"Host: {HOST}\r\nX-Forwarded-Proto: https\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """A student's program."""

    id: UUID
    access_token: str


def students(installation: Installation, number: int) -> Sequence[Student]:
    """Make sure so many students exist, and return them with their tokens."""
    lines = installation.run("tokens", "--students", str(number)).splitlines()
    made = map(json.loads, lines)
    return [Student(id=UUID(line["student_id"]), access_token=line["access_token"]) for line in made]


def spread(who: Sequence[Student], courses: Sequence[UUID]) -> Iterator[bytes]:
    """Yield enrollments that go through the courses in turn.

    No pair comes twice before all have come, as long as one more than the number of students has no divisor in
    common with the number of courses.
    """
    for number in count():
        student, lap = who[number % len(who)], number // len(who)
        assert lap < len(courses), "every student sits in every course"
        yield _enrollment(student, courses[(number + lap) % len(courses)], number)


def one_at_a_time(who: Sequence[Student], courses: Sequence[UUID]) -> Iterator[bytes]:
    """Yield enrollments of all students in the same course, and then in the next one."""
    for number in count():
        yield _enrollment(who[number % len(who)], courses[number // len(who)], number)


def _enrollment(student: Student, course_id: UUID, number: int) -> bytes:
    return (
        f"POST /api/v1/courses/{course_id}/enrollments HTTP/1.1\r\n{_HEAD}X-Forwarded-For: 10.1.2.3\r\n"
        f'Idempotency-Key: "{course_id}-{number:012x}"\r\n'
        f"Authorization: Bearer {student.access_token}\r\nContent-Length: 0\r\n\r\n"
    ).encode()


def course_pages(courses: Sequence[UUID]) -> Iterator[bytes]:
    """Yield visits of the courses' pages."""
    for number in count():
        yield _visit(f"/courses/{courses[number % len(courses)]}", number)


def searches(path: str) -> Iterator[bytes]:
    """Yield searches of the catalog, in a random order that is always the same."""
    chosen = random.Random(1)
    for number in count():
        yield _visit(f"{path}?q={chosen.choice(QUERIES)}", number)


def catalog_pages(courses: int, secret: str) -> Iterator[bytes]:
    """Yield pages of the whole catalog and of what is open, for somebody signed in, in a random order."""
    chosen, pages = random.Random(1), courses // ON_A_PAGE
    cookie = f"Cookie: {cookie_name(f'https://{HOST}', 'session')}={secret}\r\n"
    for number in count():
        yield _visit(f"/?page={chosen.randrange(pages) + 1}{'&open=1' if number % 2 else ''}", number, cookie)


def _visit(address: str, number: int, more: str = "") -> bytes:
    """A visit from one of a few thousand addresses, since strangers are counted by theirs."""
    peer = f"10.2.{number // 250 % 20}.{number % 250 + 1}"
    return f"GET {address} HTTP/1.1\r\n{_HEAD}{more}X-Forwarded-For: {peer}\r\n\r\n".encode()
