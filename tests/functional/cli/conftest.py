"""The ``enrollment`` command over an installation of its own, on each kind of database in turn."""

import pytest
from click.testing import CliRunner

from enrollment.cli import main

INI = """
[app:main]
use = egg:enrollment
enrollment.database_url = {database_url}

[server:main]
use = egg:waitress#main
listen = 127.0.0.1:0
"""


@pytest.fixture
def ini(tmp_path, database_url):
    """The settings of an installation over an empty database."""
    return written(tmp_path, database_url)


@pytest.fixture
def sqlite_ini(tmp_path, sqlite_url):
    """The same, over SQLite only."""
    return written(tmp_path, sqlite_url)


@pytest.fixture
def run():
    """Run a command in this process: its words, then what else it is given."""

    def run(words, *arguments, **more):
        return CliRunner().invoke(main, [*words.split(), *map(str, arguments)], **more)

    return run


@pytest.fixture
def done(run):
    """Run a command that has to succeed, and return what it printed."""

    def done(*arguments, **more):
        result = run(*arguments, **more)
        assert result.exit_code == 0, result.output
        return result.stdout

    return done


def written(folder, database_url):
    """Write an ini."""
    path = folder / "test.ini"
    path.write_text(INI.format(database_url=database_url))
    return path
