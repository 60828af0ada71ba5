"""An installation for chaos: its ini, its courses, and its students with their tokens."""

import pytest

from enrollment.adapters.sql.catalog import SqlCatalog
from enrollment.adapters.sql.engine import Autocommit, make_bare_engine
from tests.chaos.programs import a_port
from tests.support.build import a_course
from tests.support.crowd import tokens

INI = """
[app:main]
use = egg:enrollment
enrollment.database_url = {database_url}
enrollment.broker_url = {broker_url}
enrollment.smtp_url = {smtp_url}
enrollment.public_url = http://127.0.0.1:{port}

[server:main]
use = egg:waitress#main
listen = 127.0.0.1:{port}
threads = 8
send_bytes = 65536
"""


@pytest.fixture
def installed(tmp_path):
    """Write the ini of an installation: ``installed(url)``, or with a broker and a mail server."""

    def write(database_url, broker_url="memory://", smtp_url="maildir:mail"):
        ini = tmp_path / "chaos.ini"
        told = {"database_url": database_url, "broker_url": broker_url, "smtp_url": smtp_url, "port": a_port()}
        ini.write_text(INI.format_map(told))
        return ini

    return write


def stocked(ini, database_url, students, courses):
    """Students with tokens, and the ids of courses without limit; twelve hours later neither is worth anything."""
    bare = make_bare_engine(database_url)
    offered = [a_course(max_participants=None) for _ in range(courses)]
    SqlCatalog(Autocommit(bare)).load(offered)
    bare.dispose()
    return tokens(ini, students), [str(course.id) for course in offered]
