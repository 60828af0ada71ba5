"""The first row: which columns there are."""

from collections import Counter
from collections.abc import Collection, Sequence

_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def columns_of(
    cells: Sequence[str], required: Sequence[str], optional: Collection[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Return the names of the columns, and all that is wrong with them."""
    names = [cell.strip().lower() for cell in cells]
    if any(not name.isascii() or "\0" in name for name in names):
        return names, ["the header is not in UTF-8; save the file as CSV UTF-8"]
    if len(names) == 1:
        for separator, word in _SEPARATORS.items():
            if separator in names[0]:
                return names, [f"the cells are separated by {word}; save the file with commas"]
    problems = [f"the column {name} is missing" for name in required if name not in names]
    problems += [f"the column {name} stands there {n} times" for name, n in Counter(names).items() if n > 1]
    known = {*required, *optional}
    problems += [f"the column {name[:40]!r} is unknown" for name in dict.fromkeys(names) if name not in known]
    return names, problems
