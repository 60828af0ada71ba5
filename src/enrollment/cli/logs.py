"""The log of a process: lines for people in development, one JSON object an event in production."""

import json
import logging
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from functools import partial
from typing import Any, BinaryIO

import structlog

QUIET = ("alembic", "amqp", "kombu")  # what they tell in passing is not about enrollment
_JSON = json.JSONEncoder(default=str)  # made once; json.dumps would make one for each line


class Lines(structlog.BytesLogger):
    """Writes each line in one piece; one that cannot be written is lost, and fails nothing that was to be told of."""

    def msg(self, message: bytes) -> None:
        """Write the line."""
        with suppress(OSError, ValueError):  # ValueError: it is closed
            super().msg(message)

    info = warning = error = critical = msg


def start_logging(process: str, *, is_production: bool) -> None:
    """Send everything logged to standard error, whichever logger it comes from, with the name of the process."""

    def named(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event["process"] = process
        return event

    shared: list[Any] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        named,
    ]
    renderers = _renderers(is_production)
    # Straight to the file, not by way of the standard library: there is one such line for every request.
    structlog.configure(
        processors=[*shared, *renderers, _encoded],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=partial(_lines, sys.stderr.buffer),
        cache_logger_on_first_use=True,  # nothing is logged this way before a process has its name
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    logging.captureWarnings(True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _renderers(is_production: bool) -> list[Any]:
    if is_production:
        return [structlog.processors.format_exc_info, _as_json]
    # Plain tracebacks: prettier ones print the variables, passwords and tokens among them.
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]


def _as_json(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    return _JSON.encode(event)


def _encoded(_logger: Any, _method: str, line: Any) -> bytes:
    encoded: bytes = line.encode("utf-8", "backslashreplace")
    return encoded


def _lines(file: BinaryIO, name: str | None = None) -> Lines:
    return Lines(file, name=name)
