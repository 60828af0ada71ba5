"""The rules in RPI's catalog: prerequisites and corequisites, in one text."""

from collections.abc import Iterator

from enrollment.adapters.catalog_files.cells import one_line
from enrollment.adapters.catalog_files.lines import Readable, Unreadable
from enrollment.adapters.catalog_files.records import records, values_of
from enrollment.adapters.catalog_files.rpi import KNOWN, code_of
from enrollment.adapters.catalog_files.stated import Stated
from enrollment.ports.course_list import Fault

_READERS = {"short_name": code_of, "raw_precoreqs": one_line}
_LIMITS = {"short_name": 40, "raw_precoreqs": 10_000}


def rpi_rules(file: Readable) -> Iterator[Stated | Fault]:
    """Yield what each course says, once, or why a row cannot be read. Raises Unreadable where the file is none."""
    first: dict[str, Stated] = {}
    for record in records(file, tuple(_READERS), KNOWN):
        if record.is_last:
            raise Unreadable("; ".join(map(str, record.faults)))
        values, faults = values_of(record, _READERS, _LIMITS)
        yield from (*record.faults, *faults)
        if record.faults or faults:
            continue
        stated = Stated(line=record.line, code=values["short_name"], precoreqs=values["raw_precoreqs"])
        known = first.setdefault(stated.code, stated)
        if known is stated:
            yield stated
        elif known.precoreqs != stated.precoreqs:
            problem = f"is not what line {known.line} says of {stated.code}, which holds"
            yield Fault(line=record.line, column="raw_precoreqs", problem=problem)
