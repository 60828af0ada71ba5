"""The whole site over a real database, each kind in turn, at a time that stands still."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from urllib.parse import urlsplit

import pytest
from argon2 import Parameters, Type
from jinja2.bccache import MemcachedBytecodeCache
from sqlalchemy import event
from webtest import TestApp

from enrollment import settings, web, wiring
from enrollment.adapters.argon2_passwords import Argon2Passwords
from enrollment.adapters.memory.clock import StoppedClock
from enrollment.application.sign_in import new_secret
from enrollment.cli.scheduler import Scheduler
from enrollment.domain.rule_book import INSTITUTION, section_scope
from enrollment.web.limits import Limits
from enrollment.web.security import cookie_name
from enrollment.web.sign_ins import AT_ONCE
from enrollment.web.traffic import Traffic
from tests.support.build import NOON, a_student, an_account, an_origin

PASSWORD = "correct horse battery staple"
CHEAP = Parameters(type=Type.ID, version=19, salt_len=16, hash_len=32, time_cost=1, memory_cost=8, parallelism=1)


class Compiled(dict):
    """What Jinja keeps of templates it has compiled; it asks for a client of memcached."""

    set = dict.__setitem__


@pytest.fixture(scope="session", autouse=True)
def compiled_once():
    """The templates of all sites of a run are compiled once: that took a fifth of the time of a test."""
    with pytest.MonkeyPatch.context() as patch:
        cache = MemcachedBytecodeCache(Compiled())
        patch.setattr(web, "_settings", lambda own=web._settings: own() | {"jinja2.bytecode_caching": cache})
        yield


@pytest.fixture
def clock():
    """The clock of the site; it shows NOON until it is moved."""
    return StoppedClock(NOON)


@pytest.fixture
def ini():
    """What the installation is told besides its database; a test may override it."""
    return {}


@pytest.fixture
def identity():
    """What the site believes of tokens, where that is not its own; a test may override it."""
    return


@pytest.fixture
def system(database_url, tmp_path, clock, ini, identity):
    """An installation over an empty database."""
    told = settings.read({"enrollment.database_url": database_url} | ini, {}, tmp_path)
    system = wiring.System(told, clock=clock, passwords=Argon2Passwords(CHEAP), identity=identity)
    yield system
    system.engine.dispose()


@pytest.fixture(scope="session")
def made():
    """The WSGI applications of this run, by the settings they were made with."""
    return {}


@pytest.fixture
def site(system, made):
    """The WSGI application: made once for all tests with the same settings, which took most of their time.

    What it is told of the system, and what it keeps count of, is this test's alone.
    """
    told = wiring.site_over(system)
    settings = told.campus, told.public_url, told.session_secret, told.rate_limit_storage_url, told.metrics_token
    if settings not in made:
        made[settings] = web.make_app(told)
    registry = made[settings].registry
    registry.site, registry.limits, registry.traffic = told, Limits(told.rate_limit_storage_url), Traffic()
    registry.sign_ins = BoundedSemaphore(AT_ONCE)
    return made[settings]


@pytest.fixture
def new_browser(site, system):
    """Start a browser at the site, with no cookies yet."""
    origin = system.settings.public_url
    environ = {"HTTP_HOST": urlsplit(origin).netloc, "HTTP_ORIGIN": origin, "REMOTE_ADDR": "192.0.2.7"}
    return lambda: TestApp(site, extra_environ=environ)


@pytest.fixture
def browser(new_browser):
    """A browser nobody is signed in with."""
    return new_browser()


@pytest.fixture
def on_offer(system):
    """Put a course in the catalog, and return it."""

    def put(course):
        system.outside_transaction().catalog.load([course])
        return course

    return put


@pytest.fixture
def on_record(system):
    """Give a user an account whose password is PASSWORD, and return the user."""

    def put(user):
        account = an_account(user=user, password_hash=system.passwords.hash(PASSWORD))
        system.outside_transaction().accounts.add(account)
        return user

    return put


@pytest.fixture
def signed_in(system, new_browser, on_record):
    """Start a browser in which a new student, or the user given, is signed in; ``browser.user`` tells who."""

    def start(user=None):
        user = on_record(user or a_student())
        secret = new_secret()
        system.outside_transaction().sessions.start(secret, user.id, system.clock.now())
        browser = new_browser()
        browser.set_cookie(cookie_name(system.settings.public_url, "session"), secret)
        browser.user = user
        return browser

    return start


@pytest.fixture
def enrolled(system, on_record):
    """Enroll a student, or a new one, in a course, and return the enrollment."""

    def enroll(course, student=None):
        student = student or on_record(a_student())
        with system.transactions.manager:
            enroll_student = system.in_transaction().enroll_student
            receipt = enroll_student(student.id, course.id, key=None, origin=an_origin())
        assert receipt.enrollment, receipt.verdict
        return receipt.enrollment

    return enroll


@pytest.fixture
def dropped(system):
    """Have the student of an enrollment drop it."""

    def drop(enrollment):
        with system.transactions.manager:
            drop_enrollment = system.in_transaction().drop_enrollment
            receipt = drop_enrollment(enrollment.student_id, enrollment.id, key=None, origin=an_origin())
        assert receipt.enrollment, receipt.verdict

    return drop


@pytest.fixture
def ruled(system):
    """Publish rules for a course, or for the institution, besides those there are."""

    def publish(course=None, **said):
        scope = section_scope(course) if course else INSTITUTION
        rule_sets = system.outside_transaction().rule_sets
        book = rule_sets.book()
        rule_sets.publish({scope: {**book.said(scope), **said}}, after=book.edition, by="test", at=NOON)

    return publish


@pytest.fixture
def on_time(system):
    """Have the scheduler do all that is due."""

    def do():
        scheduler = Scheduler(system)
        while scheduler.do_next():
            pass

    return do


@pytest.fixture
def statements(system, monkeypatch):
    """Note what the database is asked while a block runs: ``with statements() as asked: …``."""

    @contextmanager
    def noting() -> Iterator[list[str]]:
        asked: list[str] = []
        listeners = _listeners(asked)
        for name, listener in listeners.items():
            event.listen(system.engine, name, listener)
        with monkeypatch.context() as watching:
            watching.setattr(system.engine.dialect, "do_execute", _watched(system.engine.dialect.do_execute, asked))
            yield asked
        for name, listener in listeners.items():
            event.remove(system.engine, name, listener)

    return noting


def _watched(execute, asked):
    def watched(cursor, statement, *more):
        if not statement.startswith("BEGIN"):  # told of below, for either kind of database
            asked.append(statement)
        execute(cursor, statement, *more)

    return watched


def _listeners(asked):
    def in_transaction(connection):
        return connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT"

    return {
        "begin": lambda connection: asked.append("BEGIN") if in_transaction(connection) else None,
        "commit": lambda connection: asked.append("COMMIT") if in_transaction(connection) else None,
        "rollback": lambda connection: asked.append("ROLLBACK") if in_transaction(connection) else None,
    }
