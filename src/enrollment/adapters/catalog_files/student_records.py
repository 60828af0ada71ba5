"""What a student system says of its students, as CSV: where each belongs, or what each has completed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from enrollment.adapters.catalog_files.cells import name_of, one_line
from enrollment.adapters.catalog_files.lines import BOM, LONGEST, Readable
from enrollment.adapters.catalog_files.records import Record, records, values_of
from enrollment.domain.academic_record import CompletedItem, ItemKind
from enrollment.ports.record_list import Belonging, RecordRow

BELONGING = ("email", "standing", "programme", "cohort")
COMPLETED, OPTIONAL = ("email", "code"), ("grade", "term", "kind", "in_progress")
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0", ""})
_LIMITS: Mapping[str, int] = {
    "email": 254,
    "standing": 60,
    "programme": 60,
    "cohort": 60,
    "code": 60,
    "grade": 10,
    "term": 20,
    "kind": 20,
    "in_progress": 10,
}


class CsvRecordList:
    """The port RecordList, over a CSV file; its header says which of the two lists it is."""

    def __init__(self, file: Readable) -> None:
        self._file = file

    def rows(self) -> Iterator[RecordRow]:
        """Read the file once, from where it stands."""
        header = self._file.readline(LONGEST + 1)
        names = {name.strip().strip('"').lower() for name in header.decode(errors="replace").lstrip(BOM).split(",")}
        is_completed = "code" in names
        required, optional = (COMPLETED, OPTIONAL) if is_completed else (BELONGING, ())
        for record in records(_Again(header, self._file), required, optional):
            yield _row(record, _item if is_completed else _belonging)


class _Again:
    """The file, with the line that was looked at before."""

    def __init__(self, line: bytes, file: Readable) -> None:
        self._line = line
        self._file = file

    def readline(self, limit: int, /) -> bytes:
        """Return the next line."""
        line, self._line = self._line, b""
        return line or self._file.readline(limit)


def _row(record: Record, read: Callable[[Mapping[str, Any]], Belonging | CompletedItem]) -> RecordRow:
    if record.faults:
        return RecordRow(line=record.line, faults=record.faults, is_last=record.is_last)
    values, faults = values_of(record, _READERS, _LIMITS)
    email = values.get("email", "")
    if faults:
        return RecordRow(line=record.line, email=email, faults=tuple(faults))
    return RecordRow(line=record.line, email=email, says=read(values))


def _belonging(values: Mapping[str, Any]) -> Belonging:
    return Belonging(standing=values["standing"], programme=values["programme"], cohort=values["cohort"])


def _item(values: Mapping[str, Any]) -> CompletedItem:
    return CompletedItem(
        code=values["code"],
        grade=values.get("grade") or None,
        term=values.get("term", ""),
        kind=values.get("kind", ItemKind.COURSE),
        in_progress=values.get("in_progress", False),
    )


def _kind(text: str) -> ItemKind:
    try:
        return ItemKind(text.lower() or ItemKind.COURSE)
    except ValueError:
        raise ValueError(f"is none of {', '.join(ItemKind)}: {text!r}") from None


def _is_so(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError(f"is neither true nor false: {text!r}")
    return text.lower() in _YES


_READERS: Mapping[str, Callable[[str], Any]] = {
    "email": name_of,
    "standing": one_line,
    "programme": one_line,
    "cohort": one_line,
    "code": name_of,
    "grade": one_line,
    "term": one_line,
    "kind": _kind,
    "in_progress": _is_so,
}
