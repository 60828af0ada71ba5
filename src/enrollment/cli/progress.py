"""How far long work has come, for who watches."""

import sys
from typing import Any

import click


def progress_bar(length: int, label: str) -> Any:
    """Return a bar of that length, to be entered and updated; it shows on a terminal only."""
    return click.progressbar(length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
