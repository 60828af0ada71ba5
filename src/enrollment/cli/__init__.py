"""The ``enrollment`` command. It exits with 0 when done, 1 when something failed, 2 when it was asked wrongly."""

import warnings

# Pyramid 2.1 still imports it, and no reader of our output can do anything about that.
warnings.filterwarnings("ignore", message="pkg_resources is deprecated as an API")

import click  # noqa: E402 - after the filter above, as are the next

from enrollment.cli.audit import audit  # noqa: E402
from enrollment.cli.catalog import catalog  # noqa: E402
from enrollment.cli.db import db  # noqa: E402
from enrollment.cli.demo import demo  # noqa: E402
from enrollment.cli.mail import mail  # noqa: E402
from enrollment.cli.metrics import metrics  # noqa: E402
from enrollment.cli.records import records  # noqa: E402
from enrollment.cli.relay import relay  # noqa: E402
from enrollment.cli.replay import replay  # noqa: E402
from enrollment.cli.rules import rules  # noqa: E402
from enrollment.cli.serve import serve  # noqa: E402
from enrollment.cli.tokens import tokens  # noqa: E402
from enrollment.cli.users import users  # noqa: E402
from enrollment.cli.worker import worker  # noqa: E402


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="enrollment")
def main() -> None:
    """Course enrollment: run it, load it, look after it.

    INI is the installation's file of settings, such as development.ini. Every setting may also be given by
    the environment: ENROLLMENT_DATABASE_URL is enrollment.database_url.
    """


for command in (audit, catalog, db, demo, mail, metrics, records, relay, replay, rules, serve, tokens, users, worker):
    main.add_command(command)
