"""Where the processor's time of an enrollment goes: the application in a loop, looked at with every tick of its time.

Looking at the stack now and then costs the same whatever runs; counting calls would charge small functions
several times what they take.
"""

import io
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from types import FrameType
from typing import Any

import click
import plaster
import psycopg
from sqlalchemy import Connection, Engine, event

from bench.installation import Installation
from bench.layers import function_of, layer_of
from bench.requests import spread
from bench.setting import Setting
from enrollment.cli.logs import start_logging

TICK = 0.001  # seconds; the kernel may look less often
WARM_UP = 500
SHOWN = 45


class Looks:
    """What was seen: per layer and function, how often it ran itself, and how often it was on the stack."""

    def __init__(self) -> None:
        self.layers: Counter[str] = Counter()
        self.own: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        self.total = 0

    def look(self, _signal: int, frame: FrameType | None) -> None:
        """Note the stack."""
        if frame is None:
            return
        self.total += 1
        self.layers[layer_of(frame.f_code)] += 1
        self.own[function_of(frame.f_code)] += 1
        seen = set()
        while frame is not None and frame.f_code is not _press.__code__:
            seen.add(frame.f_code)
            frame = frame.f_back
        self.whole.update(map(function_of, seen))


@contextmanager
def looking(looks: Looks) -> Iterator[None]:
    """Look for as long as the block lasts."""
    signal.signal(signal.SIGPROF, looks.look)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def profile(setting: Setting) -> None:
    """Print where the time goes, over PostgreSQL and with the log written as in production."""
    place = setting.place("profile", setting.plan.courses)
    app = _application(place.installation)
    environs = map(_environ, spread(place.students, place.courses))
    _press(app, environs, WARM_UP)
    requests = setting.plan.students * 3
    with _round_trips() as statements:
        _press(app, environs, 1)
    began, cpu = time.perf_counter(), time.process_time()
    _press(app, environs, requests)
    wall_ms, cpu_ms = ((time.perf_counter() - began) * 1e3, (time.process_time() - cpu) * 1e3)
    looks = Looks()
    with looking(looks):
        _press(app, environs, requests)
    _print(looks, cpu_ms / requests, wall_ms / requests, statements)


def _application(installation: Installation) -> Any:
    with redirect_stderr(open(os.devnull, "w")):  # for as long as the program runs
        start_logging("profile", is_production=True)
    return plaster.get_loader(str(installation.ini), ["wsgi"]).get_wsgi_app("main")


def _environ(request: bytes) -> dict[str, Any]:
    """Return the request as waitress would hand it on."""
    line, *headers = request.decode().rstrip().split("\r\n")
    method, path, _ = line.split(" ")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "waitress.invalid",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "10.1.2.3",
        "REMOTE_HOST": "10.1.2.3",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    for name, _, value in (header.partition(": ") for header in headers):
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_LENGTH" else f"HTTP_{key}"] = value
    return environ


def _press(app: Any, environs: Iterator[dict[str, Any]], times: int) -> None:
    def started(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        assert status == "201 Created", status

    for _ in range(times):
        answer = app(next(environs), started)
        b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()


@contextmanager
def _round_trips() -> Iterator[list[str]]:
    """Yield a list of what is sent to the database meanwhile, each to be waited for."""
    sent: list[str] = []
    driver: Any = psycopg
    execute = driver.Cursor.execute

    def noting_execute(cursor: Any, query: Any, *given: Any, **named: Any) -> Any:
        sent.append(" ".join(str(query).split())[:100])
        return execute(cursor, query, *given, **named)

    def note_begin(connection: Connection) -> None:
        sent.append("BEGIN")

    def note_commit(connection: Connection) -> None:
        sent.append("COMMIT")

    driver.Cursor.execute = noting_execute
    event.listen(Engine, "begin", note_begin)
    event.listen(Engine, "commit", note_commit)
    try:
        yield sent
    finally:
        driver.Cursor.execute = execute
        event.remove(Engine, "begin", note_begin)
        event.remove(Engine, "commit", note_commit)


def _print(looks: Looks, cpu_ms: float, wall_ms: float, statements: list[str]) -> None:
    click.echo(f"\nOne enrollment: {cpu_ms:.3f} ms of processor time, {wall_ms:.3f} ms in all, one after the other.")
    click.echo(f"\n{len(statements)} round trips:")
    for statement in statements:
        click.echo(f"  {statement}")
    for title, counts in (
        ("The layer that ran", looks.layers),
        ("The function that ran", looks.own),
        ("The function, and all it called", looks.whole),
    ):
        click.echo(f"\n{title:<86} share       µs")
        for name, count in counts.most_common(SHOWN):
            share = count / looks.total
            click.echo(f"  {name:<84} {share:6.1%} {share * cpu_ms * 1000:8.1f}")
