"""Bodies that are no JSON of ours (B5 to B12, B14 to B16, B19, B20)."""

from collections.abc import Iterator

from tests.functional.bad_input.case import ENROLLMENTS, JSON, KEY, Case, json_case

MALFORMED = "malformed-json"


def cases() -> Iterator[Case]:
    """Every one of them."""
    for name, text in {
        "syntax": "{,}",
        "two values": "{} {}",
        "a comma too many": '{"a": 1,}',
        "a word": "yes",
    }.items():
        yield json_case("B5", name, text, 400, MALFORMED)
    yield json_case("B5", "blanks only", "  \n", 400, MALFORMED)
    yield json_case("B5", "a byte order mark", b"\xef\xbb\xbf{}", 400, MALFORMED)
    yield json_case("B6", "no UTF-8", b'{"a": "\xff\xfe"}', 400, MALFORMED)
    yield json_case("B6", "an overlong zero", b'{"a": "\xc0\x80"}', 400, MALFORMED)
    yield json_case("B7", "200 000 lists deep", "[" * 200_000, 400, "too-deep")
    yield json_case("B7", "200 000 objects deep", '{"a":' * 200_000, 400, "too-deep")
    yield json_case("B7", "21 deep", "[" * 21 + "]" * 21, 400, "too-deep")
    yield json_case("B7", "20 deep is read", "[" * 20 + "]" * 20, 422, "invalid-member")
    yield json_case("B7", "brackets in a text are none", '{"a": "' + "[" * 100 + '"}', 422, "unknown-member")
    yield json_case("B8", "5 000 digits", '{"a": ' + "9" * 5000 + "}", 422, "number-too-large")
    yield json_case("B8", "2 to the 63rd", f'{{"a": {2**63}}}', 422, "number-too-large")
    for text in ("NaN", "Infinity", "-Infinity", "-0", "-0.0", "1e400", "-1e400"):
        yield json_case("B9", text, f'{{"a": {text}}}', 400, MALFORMED)
    yield json_case("B10", "a member twice", '{"a": 1, "a": 1}', 400, "duplicate-member")
    yield json_case("B10", "a member twice, once escaped", r'{"a": 1, "\u0061": 2}', 400, "duplicate-member")
    yield json_case("B10", "a member twice, one level down", '{"a": {"b": 1, "b": 1}}', 400, "duplicate-member")
    yield json_case("B11", "half a surrogate pair", r'{"a": "\ud800"}', 422, "unreadable-text")
    yield json_case("B11", "the other half", r'{"a": ["x", "\udfff"]}', 422, "unreadable-text")
    yield json_case("B11", "half a pair in a name", r'{"\ud800": 1}', 422, "unreadable-text")
    yield json_case("B12", "NUL", r'{"a": "x\u0000"}', 422, "unreadable-text")
    yield json_case("B12", "NUL in a name", r'{"\u0000": 1}', 422, "unreadable-text")
    yield from _types()
    yield from _members()


def _types() -> Iterator[Case]:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "text/json", "application/jsonx", ""):
        yield json_case("B14", kind or "no type", "{}", 415, "unsupported-media-type", Content_Type=kind)
    for charset in ("utf-16", "utf-7", "latin-1", "nonsense"):
        kind = f"application/json; charset={charset}"
        body = "{}".encode("utf-16") if charset == "utf-16" else b"{}"
        yield json_case("B15", charset, body, 415, "unsupported-charset", Content_Type=kind)
    for coding in ("gzip", "br", "deflate", "identity, gzip"):
        yield Case(
            row="B16",
            name=coding,
            method="POST",
            path=ENROLLMENTS,
            headers=JSON | {"Content-Encoding": coding},
            body=b"{}",
            status=415,
            code="unsupported-encoding",
            answers={"Accept-Encoding": "identity"},
        )


def _members() -> Iterator[Case]:
    for member in ("status", "price", "role", "user_id", "student_id", "enrollment_date", "id"):
        yield json_case("B19", member, f'{{"{member}": "approved"}}', 422, "unknown-member")
    yield Case(
        row="B19",
        name="a member on a drop",
        method="DELETE",
        path="/api/v1/enrollments/00000000-0000-0000-0000-000000000000",
        headers=JSON,
        body=b'{"status": "approved"}',
        status=422,
        code="unknown-member",
    )
    yield Case(
        row="B19",
        name="an unknown parameter",
        method="POST",
        path=ENROLLMENTS + "?status=approved",
        headers=KEY,
        status=422,
        code="unknown-member",
    )
    for text in ('["x"]', '"x"', "1", "true", "null", "[]"):
        yield json_case("B20", f"{text} for an object", text, 422, "invalid-member")
