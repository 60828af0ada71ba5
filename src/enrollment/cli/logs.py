"""The log of a process: lines for people in development, one JSON object an event in production."""

import json
import logging
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Any, BinaryIO

import structlog

QUIET = ("alembic", "amqp", "kombu")  # what they tell in passing is not about enrollment
SELDOM = ("waitress.queue",)  # which tells of each request that waits for a thread, just when there are too many
EVERY = 10.0  # seconds
_JSON = json.JSONEncoder(default=str)  # made once; json.dumps would make one for each line


class Lines:
    """Writes each line in one piece; one that cannot be written is lost, and fails nothing that was to be told of."""

    def __init__(self, file: BinaryIO, name: str | None = None) -> None:
        self.name = name
        # Below its buffer, which would keep threads waiting for each other: one write is one piece to the system.
        self._write = getattr(file, "raw", file).write

    def msg(self, message: bytes) -> None:
        """Write the line."""
        with suppress(OSError, ValueError):  # ValueError: it is closed
            self._write(message + b"\n")

    info = warning = error = critical = msg


class Seldom(logging.Filter):
    """Lets one event pass every so many seconds."""

    latest = -EVERY

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is long enough since the one before."""
        now = monotonic()
        is_due = now - self.latest >= EVERY
        if is_due:
            self.latest = now
        return is_due


def start_logging(process: str, *, is_production: bool) -> None:
    """Send everything logged to standard error, whichever logger it comes from, with the name of the process."""

    def told(logger: Any, level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """Say of the event whose it is and when it was: all at once, since each step more costs every request."""
        record = event.get("_record")
        event["logger"] = record.name if record else logger.name
        event["level"] = level
        event["timestamp"] = f"{datetime.now(UTC).replace(tzinfo=None).isoformat()}Z"
        event["process"] = process
        return event

    renderers = _renderers(is_production)
    # Straight to the file, not by way of the standard library: there is one such line for every request.
    structlog.configure(
        processors=[told, *renderers, _encoded],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=partial(_lines, sys.stderr.buffer),
        cache_logger_on_first_use=True,  # nothing is logged this way before a process has its name
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[told, structlog.stdlib.ExtraAdder()],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    logging.captureWarnings(True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in SELDOM:
        logging.getLogger(name).addFilter(Seldom())


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
