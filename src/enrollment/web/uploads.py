"""Forms with files in them (multipart/form-data, RFC 7578), read strictly: a boundary to the last, each name once."""

import re
from typing import Any

from enrollment.web.parameters import MOST, is_text, repeated, unreadable
from enrollment.web.problems import Problem, Unacceptable

# The addresses that take such a form.
UPLOADS = frozenset({"/staff/rules/check", "/staff/rules/publish"})
# What RFC 2046 has in a boundary, and what else a header may have without quotes: some programs write that.
_BOUNDARY = re.compile(r';\s*boundary\s*=\s*"?([0-9A-Za-z\'()+_,./:=? !#$%&*^`|~-]{1,70})', re.IGNORECASE)
_DISPOSITION = re.compile(rb"^content-disposition:[ \t]*form-data[ \t]*(;[^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_NAME = re.compile(rb';[ \t]*name="([^"\r\n]*)"', re.IGNORECASE)
_FILE = re.compile(rb";[ \t]*filename\*?=", re.IGNORECASE)


def takes_uploads(request: Any) -> bool:
    """Whether there may be files in what is sent there."""
    return request.environ["PATH_INFO"] in UPLOADS


def check_upload(request: Any, kind: str) -> None:
    """Keep the fields and the files. Raises Unacceptable for a form that cannot be read in just one way."""
    boundary = _BOUNDARY.search(kind)
    if boundary is None or f"--{boundary[1]}--".encode() not in request.body:
        raise _malformed("The form has no boundary, or ends before its last one.")
    fields: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for name, is_file, content in _parts(request.body, f"\r\n--{boundary[1]}".encode()):
        if name in fields or name in files or name in request.environ.get("enrollment.query", {}):
            raise repeated(name)
        if is_file:
            files[name] = content
        else:
            fields[name] = _text(content, name)
    request.environ["enrollment.form"], request.environ["enrollment.files"] = fields, files


def files_of(request: Any) -> dict[str, bytes]:
    """Return what the files of the form contain, by the names of their fields; one not chosen is empty."""
    files: dict[str, bytes] = request.environ.get("enrollment.files", {})
    return files


def _parts(body: bytes, delimiter: bytes) -> list[tuple[str, bool, bytes]]:
    parts: list[tuple[str, bool, bytes]] = []
    for part in (b"\r\n" + body).split(delimiter, MOST + 1)[1:]:
        if part.startswith(b"--"):
            return parts
        head, gap, content = part.partition(b"\r\n\r\n")
        about = _DISPOSITION.search(head)
        name = _NAME.search(about[1]) if about else None
        if not gap or about is None or name is None:
            raise _malformed("A part of the form does not say which field it is.")
        parts.append((_text(name[1], ""), bool(_FILE.search(about[1])), content))
    raise _malformed(f"The form has more than {MOST} parts, or ends before its last boundary.")


def _text(content: bytes, name: str) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise _malformed("The fields of the form are not text in UTF-8.") from error
    if not is_text(text):
        raise unreadable(f"#/{name}")
    return text


def _malformed(detail: str) -> Unacceptable:
    return Unacceptable(Problem(status=400, code="malformed-form", detail=detail))
