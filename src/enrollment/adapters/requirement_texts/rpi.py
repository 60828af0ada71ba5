"""The texts of Rensselaer Polytechnic Institute: prerequisites and corequisites in one, each under its heading."""

import re
from collections.abc import Iterator
from enum import Enum

from enrollment.adapters.requirement_texts.grammar import or_prose
from enrollment.domain.requirements import AllOf, Prose, Requirement, grouped


class _Role(Enum):
    BEFORE = "prerequisite"
    ALONG = "corequisite"
    EITHER = "prerequisite or corequisite"
    FIELD = "the name of the field, which says neither"


_HEADING = re.compile(
    r"(?P<FIELD>prerequisites?/corequisites?\s*:)"
    r"|(?P<EITHER>pre(?:-?requisites?)? or co-?requisites?\s*[:-])"
    r"|(?P<BEFORE>pre-?requisites?\s*[:-])"
    r"|(?P<ALONG>co-?requisites?\s*[:-])",
    re.IGNORECASE,
)
# The next field of the catalog's page, run into this one.
_NEXT_FIELD = re.compile(r"\s*Attributes [A-Z].*", re.DOTALL)
_AROUND = " .;,​"  # the last is a space without width


def precoreqs_of(text: str) -> tuple[Requirement | None, Requirement | None]:
    """Return what has to be passed before, and what has to be taken along or passed before; None: nothing.

    A text without a heading that tells which of the two it is, is prose to be judged before.
    """
    before: list[Requirement] = []
    along: list[Requirement] = []
    for role, said in _sections(_NEXT_FIELD.sub("", text).strip(_AROUND)):
        if said.casefold() in ("", "none"):
            continue
        match role:
            case _Role.BEFORE:
                before.append(or_prose(said))
            case _Role.FIELD:
                before.append(Prose(" ".join(said.split())))
            case _Role.ALONG | _Role.EITHER:
                along.append(or_prose(said))
    return grouped(AllOf, tuple(before)) if before else None, grouped(AllOf, tuple(along)) if along else None


def _sections(text: str) -> Iterator[tuple[_Role, str]]:
    """Yield what stands before the first heading, then what stands under each."""
    role, start = _Role.FIELD, 0
    for heading in _HEADING.finditer(text):
        yield role, text[start : heading.start()].strip(_AROUND)
        role, start = _Role[heading.lastgroup or "FIELD"], heading.end()
    yield role, text[start:].strip(_AROUND)
