"""Requests that are malformed, oversized, or mean two things (B1 to B4, B13, B17, B18, B21, B22, B31 to B33, B37)."""

from collections.abc import Iterator
from urllib.parse import quote

from tests.functional.bad_input.case import ENROLLMENTS, FORM, JSON, Case

MALFORMED = "malformed-request"
TOKEN = "/api/v1/token"


def cases() -> Iterator[Case]:
    """Every one of them."""
    for path in ("/%ff%fe", "/api/v1/%ff%fe", "/courses/%c0%af", "/api/v1/courses/%ff", "/%00", "/api/v1/%00"):
        yield Case(row="B1", name=path, path=path, status=400, code=MALFORMED)
    for path in ("/?a=%ff", "/api/v1/courses?q=%ff", "/login?next=%c3%28", "/api/nope?a=%ff", "/?%ff=1"):
        yield Case(row="B2", name=path, path=path, status=400, code=MALFORMED)
    for path in ("/?q=%00", "/api/v1/courses?q=%00", "/api/v1/courses?q=a%00b"):
        yield Case(row="B12", name=path, path=path, status=422, code="unreadable-text")
    yield from _forms()
    yield from _ids()
    yield from _sizes()
    yield from _parameters()
    yield from _methods()
    yield from _cookies()


def _forms() -> Iterator[Case]:
    for path in ("/login", TOKEN):
        for row, name, kind, body, status, code in (
            (
                "B3",
                "nonsense",
                "application/x-www-form-urlencoded; charset=nonsense",
                b"a=1",
                415,
                "unsupported-charset",
            ),
            ("B3", "no UTF-8", "application/x-www-form-urlencoded", b"a=%ff", 400, MALFORMED),
            ("B3", "raw bytes", "application/x-www-form-urlencoded", b"a=\xff", 400, MALFORMED),
            ("B4", "no boundary", "multipart/form-data", b"--x\r\n", 400, "malformed-form"),
            ("B4", "truncated", "multipart/form-data; boundary=x", b"--x\r\nContent-", 400, "malformed-form"),
            ("B4", "whole", "multipart/form-data; boundary=x", b"--x--\r\n", 415, "unsupported-media-type"),
            ("B12", "NUL in a form", "application/x-www-form-urlencoded", b"email=a%00", 422, "unreadable-text"),
            ("B14", "JSON for a form", "application/json", b"{}", 415, "unsupported-media-type"),
            ("B21", "a field twice", "application/x-www-form-urlencoded", b"a=1&a=2", 400, "repeated-parameter"),
        ):
            headers = {"Content-Type": kind}
            yield Case(
                row=row,
                name=f"{path} {name}",
                method="POST",
                path=path,
                headers=headers,
                body=body,
                status=status,
                code=code,
            )


def _ids() -> Iterator[Case]:
    uuid = "6f1d6f1e-5d0c-4a0f-9b7e-0d9a54a1c001"
    spellings = (
        "1" + "0" * 30,
        "-1",
        "1e3",
        "%201",
        "%D9%A1",
        "0",
        uuid.upper(),
        f"%7B{uuid}%7D",
        uuid + "%20",
        "..%2f",
    )
    for spelling in spellings:
        for path in ("/courses/", "/api/v1/courses/"):
            yield Case(row="B13", name=path + spelling, path=path + spelling, status=404)


def _sizes() -> Iterator[Case]:
    for path, headers in ((ENROLLMENTS, JSON), ("/login", FORM), (TOKEN, FORM)):
        yield Case(
            row="B17",
            name=f"{path} a byte over 1 MB",
            method="POST",
            path=path,
            headers=headers,
            body=b" " * (1_048_576 + 1),
            status=413,
            code="too-large",
        )
    huge = {f"X-Header-{number}": "x" for number in range(5000)}
    for path in ("/", "/api/v1/courses"):
        code = "headers-too-large"
        yield Case(row="B18", name=f"{path} 5 000 headers", path=path, headers=huge, status=431, code=code)
        yield Case(row="B18", name=f"{path} 17 KB", path=path, headers={"X": "x" * 17_000}, status=431, code=code)


def _parameters() -> Iterator[Case]:
    for path in ("/?q=1&q=2", "/api/v1/courses?q=1&q=2", "/?q=1&%71=2", "/login?next=/&next=//evil"):
        yield Case(row="B21", name=path, path=path, status=400, code="repeated-parameter")
    yield Case(
        row="B21",
        name="in address and form",
        method="POST",
        path="/login?email=a",
        headers=FORM,
        body=b"email=b",
        status=400,
        code="repeated-parameter",
    )
    for text in ("';DROP TABLE courses;--", "1 OR 1=1", "\\", "%' OR '1'='1", "$$", "%_%_%", "_" * 100):
        yield Case(row="B31", name=text, path=f"/api/v1/courses?q={quote(text)}", status=200)
        yield Case(row="B31", name=f"page {text}", path=f"/?q={quote(text)}", status=200)
    yield Case(row="B31", name="sort", path="/api/v1/courses?sort=;drop", status=422, code="unknown-member")
    for path in ("/?q=", "/api/v1/courses?q="):
        yield Case(row="B32", name=f"{path} 10 KB", path=path + "%25_" * 5000, status=422)
    for page in ("0", "-1", "1000000000", "1e3", "x"):
        yield Case(row="B33", name=f"page {page}", path=f"/?page={page}", status=422)
    for query in (
        "limit=0",
        "limit=-1",
        "limit=1000000000",
        "cursor=x",
        "cursor=",
        "cursor=QUFB",
        "cursor=%F0%9F%92%A9",
    ):
        yield Case(row="B33", name=query, path=f"/api/v1/courses?{query}", status=422, code="invalid-member")


def _methods() -> Iterator[Case]:
    for method in ("TRACE", "CONNECT"):
        for path, allow in (("/", "GET, HEAD"), ("/login", "GET, HEAD, POST"), ("/api/v1/token", "POST")):
            answers = {"Allow": allow}
            yield Case(row="B22", name=f"{method} {path}", method=method, path=path, status=405, answers=answers)
    for method in ("FOO", "get", "Post", "GET/", "*"):
        yield Case(row="B22", name=method, method=method, path="/", status=501, code="method-not-implemented")
    for method in ("PUT", "DELETE", "PATCH"):
        yield Case(row="B22", name=method, method=method, path="/me", status=405, answers={"Allow": "GET, HEAD"})


def _cookies() -> Iterator[Case]:
    secret = "A" * 43
    for name, cookie in {
        "bytes": "session=\xff\xfe\x80",
        "10 KB": "session=" + "x" * 10_240,
        "twice": f"session={secret}; session={'B' * 43}",
        "control characters": "session=\x01\x02",
        "no name": "=x; ;;; =",
        "quotes": 'session="',
        "unknown": f"session={secret}",
    }.items():
        environ = {"HTTP_COOKIE": cookie}
        yield Case(row="B37", name=name, path="/", environ=environ, status=200)
        yield Case(row="B37", name=f"{name}, for a private page", path="/me", environ=environ, status=303)
