"""Web processes and nothing else, the product's or the bare views', on one shared socket behind the same waitress."""

from functools import partial
from pathlib import Path
from threading import Event

import click
import plaster

from bench import bare
from enrollment.cli.installation import ini_argument, section, settings_of
from enrollment.cli.logs import start_logging
from enrollment.cli.supervisor import supervise
from enrollment.cli.web_process import bind, serve_until

NOT_WAITRESS = frozenset({"use", "here", "__file__"})


@click.command()
@click.argument("kind", type=click.Choice(["product", "bare"]))
@ini_argument
@click.option("--web", default=2, type=click.IntRange(1))
def main(kind: str, ini: Path, web: int) -> None:
    """Serve until told to end."""
    import enrollment.wiring  # noqa: F401 - before the fork, as the product's own serve does

    options = {name: text for name, text in section(ini, "server:main").items() if name not in NOT_WAITRESS}
    sockets = bind(options)

    def run(stop: Event, *, name: str) -> None:
        settings = settings_of(ini)
        start_logging(name, is_production=settings.is_production)
        app = bare.make_app(settings) if kind == "bare" else plaster.get_loader(str(ini), ["wsgi"]).get_wsgi_app("main")
        serve_until(stop, app, sockets, options)

    supervise({name: partial(run, name=name) for name in (f"web-{number + 1}" for number in range(web))})


if __name__ == "__main__":
    main()
