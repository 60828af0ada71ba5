"""Everything under one parent: web, relay and worker."""

import errno
import logging
import os
import socket
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import click
import plaster

from enrollment.adapters.sql import schema
from enrollment.cli.databases import database
from enrollment.cli.installation import Misconfigured, ini_argument, section, settings_of
from enrollment.cli.logs import start_logging
from enrollment.cli.relay import run_relay
from enrollment.cli.supervisor import Program, supervise
from enrollment.cli.web_process import bind, serve_until
from enrollment.cli.worker import run_worker
from enrollment.settings import Settings

log = logging.getLogger(__name__)

NOT_WAITRESS = frozenset({"use", "here", "__file__"})
NICENESS = 10  # of those for whom nobody waits: where the processor is short, the web goes first


@click.command()
@ini_argument
@click.option("--web", default=1, show_default=True, type=click.IntRange(1, 64), help="How many web processes.")
def serve(ini: Path, web: int) -> None:
    """Run everything under one parent, until told to end (SIGTERM, Ctrl-C).

    That is the web, in as many processes as asked for, on the one address that [server:main] names; the relay;
    and the worker where there is a broker. Whatever dies is started again. Refuses to start when a setting is
    wrong (2), or the address is taken (1).

    \b
    Examples:
      enrollment serve development.ini
      enrollment serve production.ini --web 4
    """
    settings = settings_of(ini)
    options = {name: text for name, text in section(ini, "server:main").items() if name not in NOT_WAITRESS}
    start_logging("serve", is_production=settings.is_production)
    _check_schema(settings, ini)
    sockets = _bound(options)
    supervise(_programs(ini, settings, web, partial(_serve_web, sockets=sockets, options=options)))
    log.info("everything has ended")


def _programs(ini: Path, settings: Settings, web: int, serve_web: Any) -> Mapping[str, Program]:
    # Imported before the fork, so that the children share the memory; engines and keys are each child's own.
    import enrollment.mailroom

    programs: dict[str, Program] = {
        f"web-{number}": _logged(f"web-{number}", settings, partial(serve_web, ini=ini)) for number in range(1, web + 1)
    }
    programs["relay"] = _giving_way(_logged("relay", settings, partial(run_relay, settings=settings)))
    if not enrollment.mailroom.is_embedded(settings):
        programs["worker"] = _giving_way(_logged("worker", settings, partial(run_worker, settings=settings)))
    return programs


def _giving_way(program: Program) -> Program:
    def run(stop: Event) -> None:
        os.nice(NICENESS)
        program(stop)

    return run


def _logged(name: str, settings: Settings, program: Program) -> Program:
    def run(stop: Event) -> None:
        start_logging(name, is_production=settings.is_production)
        program(stop)

    return run


def _serve_web(stop: Event, *, ini: Path, sockets: Sequence[socket.socket], options: Mapping[str, str]) -> None:
    app = plaster.get_loader(str(ini), protocols=["wsgi"]).get_wsgi_app("main")
    serve_until(stop, app, sockets, options)


def _bound(options: Mapping[str, str]) -> Sequence[socket.socket]:
    try:
        sockets = bind(options)
    except ValueError as error:
        raise Misconfigured(f"[server:main]: {error}") from error
    except OSError as error:
        hint = ": another program listens there" if error.errno == errno.EADDRINUSE else ""
        raise click.ClickException(f"cannot listen on {error.strerror}{hint}") from error
    for sock in sockets:
        host, port = sock.getsockname()[:2]
        log.info("serving on http://%s:%s", f"[{host}]" if ":" in host else host, port)
    return sockets


def _check_schema(settings: Settings, ini: Path) -> None:
    """Refuse a database without tables; one that cannot be reached just now may come back."""
    try:
        with database(settings) as engine, engine.connect() as connection:
            found = schema.current(connection)
    except click.ClickException as error:
        if isinstance(error, Misconfigured):
            raise
        log.warning("starting nevertheless: %s", error)
        return
    if found is None:
        raise click.ClickException(f"the database is empty: run  enrollment db upgrade {ini}")
    if found != schema.newest():
        log.warning("the database is at %s and this version was made for %s", found, schema.newest())
