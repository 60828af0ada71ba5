"""How often a database is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine

# The ways to the driver. What is executed many times is sent at once.
WAYS = ("do_execute", "do_executemany", "do_execute_no_params")


@contextmanager
def asked(engine: Engine) -> Iterator[list[str]]:
    """Note the statements of the block, but for BEGIN."""
    statements: list[str] = []
    for way in WAYS:
        setattr(engine.dialect, way, _noting(getattr(engine.dialect, way), statements))
    try:
        yield statements
    finally:
        for way in WAYS:
            delattr(engine.dialect, way)


def _noting(execute: Callable[..., None], statements: list[str]) -> Callable[..., None]:
    def noted(cursor: Any, statement: str, *more: Any, **named: Any) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)
        execute(cursor, statement, *more, **named)

    return noted
