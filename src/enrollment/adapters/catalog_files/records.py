"""A CSV file (RFC 4180) in UTF-8, with or without a byte order mark, as records of named cells."""

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enrollment.adapters.catalog_files.cells import legible
from enrollment.adapters.catalog_files.header import columns_of
from enrollment.adapters.catalog_files.lines import Readable, Unreadable, lines
from enrollment.ports.course_list import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The cells of a record by column, and the line it begins in; or what is wrong with it.

    ``is_last``: the fault is one of the whole file, of which nothing more is read.
    """

    line: int
    cells: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    is_last: bool = False


def records(file: Readable, required: Sequence[str], optional: Collection[str]) -> Iterator[Record]:
    """Yield the records under the header, which has those columns in any order; empty ones are passed over."""
    columns: Sequence[str] | None = None
    for line, cells, problem, is_last in _rows(file):
        if problem:
            yield _faulty(line, [problem], is_last=is_last or columns is None)
            if is_last or columns is None:
                return
        elif columns is None:
            columns, problems = columns_of(cells, required, optional)
            if problems:
                yield _faulty(line, problems, is_last=True)
                return
        elif any(cell.strip() for cell in cells):
            yield _record(line, columns, cells)
    if columns is None:
        yield _faulty(1, ["the file has no header"], is_last=True)


def values_of(
    record: Record, readers: Mapping[str, Callable[[str], Any]], limits: Mapping[str, int]
) -> tuple[dict[str, Any], list[Fault]]:
    """Return what the readers make of the cells, by column, and every fault they find."""
    values: dict[str, Any] = {}
    faults = []
    for column, read in readers.items():
        if column not in record.cells:
            continue
        try:
            values[column] = read(legible(record.cells[column], limits[column]))
        except ValueError as fault:
            faults.append(Fault(line=record.line, column=column, problem=str(fault)))
    return values, faults


def _record(line: int, columns: Sequence[str], cells: Sequence[str]) -> Record:
    if len(cells) != len(columns):
        problem = f"has {len(cells)} cells where the header has {len(columns)}; a cell with commas needs quotes"
        return _faulty(line, [problem])
    return Record(line=line, cells=dict(zip(columns, cells, strict=True)))


def _faulty(line: int, problems: Sequence[str], *, is_last: bool = False) -> Record:
    return Record(line=line, faults=tuple(Fault(line=line, problem=problem) for problem in problems), is_last=is_last)


def _rows(file: Readable) -> Iterator[tuple[int, Sequence[str], str, bool]]:
    """Yield the line each row begins in, and its cells; or why it has none, and whether it ends there."""
    rows = csv.reader(lines(file), strict=True)
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [], f"is no CSV: {error}", False
        except Unreadable as error:
            yield line, [], str(error), True
            return
        else:
            if cells:
                yield line, cells, "", False
