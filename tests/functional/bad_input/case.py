"""One bad request, and how it is to be answered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from webob import Request

KEY = {"Idempotency-Key": '"a-key"'}
JSON = KEY | {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ENROLLMENTS = "/api/v1/courses/{course}/enrollments"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A request as it is sent, ``{course}`` standing for the id of a course, and the status and code expected."""

    row: str
    name: str
    path: str
    status: int
    code: str | None = None
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    environ: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    answers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.row}-{self.name}".replace(" ", "-")

    @property
    def is_for_the_api(self) -> bool:
        """Whether a program would ask."""
        return self.path.startswith("/api/")

    def faults(self, response: Any) -> Iterator[str]:
        """What is wrong with the answer."""
        if response.status_int != self.status:
            yield f"{response.status_int}, not {self.status}: {response.text[:300]}"
        if not self.answers.items() <= dict(response.headers).items():
            yield f"not {self.answers}"
        if response.status_int >= 400:
            kind = "application/problem+json" if self.is_for_the_api else "text/html"
            if response.content_type != kind:
                yield f"{response.content_type}, not {kind}"
            elif self.is_for_the_api and self.code not in (None, response.json["code"]):
                yield f"{response.json['code']}, not {self.code}"

    def request(self, course: Any, **environ: str) -> Request:
        """The request, to be given to a WSGI application."""
        path = self.path.replace("{course}", str(course.id))
        request = Request.blank(path, method=self.method, headers=self.headers, environ=environ | self.environ)
        if self.body:
            request.body = self.body
            request.headers.update(self.headers)
        return request


def json_case(row: str, name: str, body: str | bytes, status: int, code: str, **headers: str) -> Case:
    """A body sent where a seat is asked for."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    encoded = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return Case(
        row=row,
        name=name,
        method="POST",
        path=ENROLLMENTS,
        headers=JSON | given,
        body=encoded,
        status=status,
        code=code,
    )
