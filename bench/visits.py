"""What people and their programs do at the site all day, as the mix of it goes on for an hour."""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from threading import Event
from urllib.parse import urlencode
from uuid import UUID, uuid4

from bench.installation import HOST
from bench.load import REQUESTS_A_CONNECTION, Address
from bench.requests import Student
from bench.vocabulary import QUERIES, SUBJECTS

PASSWORD = "correct horse battery staple"
PATIENCE = 30.0  # seconds
_AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1",
    "curl/8.5.0",
)
_TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
_ID = re.compile(rb'"id":"([0-9a-f-]{36})"')


class Visitor:
    """Somebody who does one thing after the other: each time another student, at times a stranger.

    ``statuses`` counts the answers; 0 stands for none.
    """

    def __init__(self, address: Address, students: Sequence[Student], courses: Sequence[UUID], seed: int) -> None:
        self.statuses: Counter[int] = Counter()
        self._address, self._students, self._courses = address, students, courses
        self._chosen = random.Random(seed)
        self._connection: HTTPConnection | None = None
        self._asked = 0
        self._session = ""
        acts: Mapping[Callable[[], object], float] = {
            self._browse: 15,
            self._search: 10,
            self._look_at_a_course: 30,
            self._see_ones_schedule: 5,
            self._read_as_a_program: 25,
            self._enroll_and_perhaps_drop: 14,
            self._sign_in: 0.05,
        }
        self._acts, self._weights = list(acts), list(acts.values())

    def go_on(self, stop: Event) -> None:
        """Do one thing after the other until told to stop."""
        while not stop.is_set():
            self._chosen.choices(self._acts, self._weights)[0]()

    def _browse(self) -> None:
        subject = self._chosen.choice(SUBJECTS)
        self._ask("GET", self._chosen.choice(("/", f"/?subject={subject}", f"/?subject={subject}&open=1", "/?page=7")))

    def _search(self) -> None:
        self._ask("GET", f"{self._chosen.choice(('/', '/api/v1/courses'))}?q={self._chosen.choice(QUERIES)}")

    def _look_at_a_course(self) -> None:
        course, session = self._chosen.choice(self._courses), self._chosen.choice(("", self._session))
        self._ask("GET", f"/courses/{course}", Cookie=session)
        if session and self._chosen.random() < 0.2:
            self._ask("GET", f"/courses/{course}/enroll", Cookie=session)

    def _see_ones_schedule(self) -> None:
        self._ask("GET", self._chosen.choice(("/me", "/plan")), Cookie=self._session)

    def _read_as_a_program(self) -> None:
        course, student = self._chosen.choice(self._courses), self._chosen.choice(self._students)
        bearer = f"Bearer {student.access_token}"
        self._ask("GET", f"/api/v1/courses/{course}")
        self._ask("GET", f"/api/v1/courses/{course}/eligibility", Authorization=bearer)
        self._ask("GET", "/api/v1/me/enrollments", Authorization=bearer)

    def _enroll_and_perhaps_drop(self) -> None:
        course, student = self._chosen.choice(self._courses), self._chosen.choice(self._students)
        bearer, key = f"Bearer {student.access_token}", f'"{uuid4()}"'
        path = f"/api/v1/courses/{course}/enrollments"
        seat = _ID.search(self._ask("POST", path, Authorization=bearer, Idempotency_Key=key))
        if seat and self._chosen.random() < 0.6:
            self._ask("DELETE", f"/api/v1/enrollments/{seat[1].decode()}", Authorization=bearer)

    def _sign_in(self) -> None:
        token = _TOKEN.search(self._ask("GET", "/login"))
        if token:
            email = f"load-{self._chosen.randrange(1, len(self._students) + 1):06}@example.edu"
            form = {"csrf_token": token[1].decode(), "next": "/", "email": email, "password": PASSWORD}
            self._ask("POST", "/login", urlencode(form), Cookie=self._visit, Origin=f"https://{HOST}")

    def _ask(self, method: str, path: str, body: str = "", **headers: str) -> bytes:
        """Return the body of the answer, and mind the cookies; nothing where there is no answer."""
        if self._connection is None or self._asked % REQUESTS_A_CONNECTION == 0:
            self._connection = HTTPConnection(*self._address, timeout=PATIENCE)
        self._asked += 1
        try:
            self._connection.request(method, path, body or None, self._headers(body, headers))
            answer = self._connection.getresponse()
            said = answer.read()
        except (OSError, HTTPException):
            self._connection, status = None, 0
            said = b""
        else:
            status = answer.status
            self._mind(answer.headers.get_all("Set-Cookie", []))
        self.statuses[status] += 1
        return said

    def _headers(self, body: str, more: Mapping[str, str]) -> dict[str, str]:
        peer = f"10.{self._chosen.randrange(3, 6)}.{self._chosen.randrange(20)}.{self._chosen.randrange(1, 250)}"
        usual = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": peer}
        usual["User-Agent"] = self._chosen.choice(_AGENTS)
        if body:
            usual["Content-Type"] = "application/x-www-form-urlencoded"
        return usual | {name.replace("_", "-"): text for name, text in more.items() if text}

    def _mind(self, cookies: Sequence[str]) -> None:
        for cookie in cookies:
            pair = cookie.partition(";")[0]
            if pair.startswith("__Host-session="):
                self._session = pair
            elif pair.startswith("__Host-visitor="):
                self._visit = pair
