"""The product's web process, which dies when asked to: ``python -m tests.support.dying URL FOLDER``.

It prints its port. A request with the header ``Die: before 3`` or ``Die: after 3`` has the process killed before or
after the third statement the request puts to the database, COMMIT being one; another process takes its place. Any
other answer tells in ``Statements`` how many there were. ``SABOTAGE`` takes a safety out first.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import waitress
from sqlalchemy import Engine

from enrollment import settings, wiring
from tests.support.sabotage import TAKEN_OUT

STATEMENTS = ("do_execute", "do_execute_no_params", "do_commit")


class Dying:
    """The application, and what it asks of the database. One request at a time."""

    def __init__(self, app: Any, engine: Engine) -> None:
        self._app = app
        self._asked, self._when, self._number = 0, "", 0
        for name in STATEMENTS:
            setattr(engine.dialect, name, self._watched(getattr(engine.dialect, name)))

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answer, or die."""
        when, _, number = environ.get("HTTP_DIE", "never 0").partition(" ")
        self._asked, self._when, self._number = 0, when, int(number)

        def start(status: str, headers: Any, *more: Any) -> Any:
            return start_response(status, [*headers, ("Statements", str(self._asked))], *more)

        return self._app(environ, start)

    def _watched(self, act: Callable[..., None]) -> Callable[..., None]:
        def watched(*arguments: Any) -> None:
            self._asked += 1
            self._die("before")
            act(*arguments)
            self._die("after")

        return watched

    def _die(self, now: str) -> None:
        if (now, self._asked) == (self._when, self._number):
            os.kill(os.getpid(), signal.SIGKILL)


def main(url: str, folder: Path) -> None:
    """Serve on a port of our own, one process after the other."""
    for sabotage in TAKEN_OUT[os.environ.get("SABOTAGE", "nothing")]:
        sabotage()
    system = wiring.System(settings.read({"enrollment.database_url": url}, {}, folder))
    app = Dying(wiring.make_wsgi_app(system), system.engine)
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(listener.getsockname()[1], flush=True)  # noqa: T201 - whoever started it reads the port
    while True:
        child = os.fork()
        if not child:
            system.engine.connect().close()  # what a new connection asks is not the request's
            waitress.serve(app, sockets=[listener], threads=1, _quiet=True)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
