"""Two hundred students and fifty seats; one student and twenty presses: over HTTP, through several processes."""

import time
from collections import Counter

import pytest
from sqlalchemy import text

from enrollment.adapters.sql.catalog import SqlCatalog
from enrollment.adapters.sql.engine import Autocommit, make_bare_engine
from enrollment.adapters.sql.tables import course_enrollments
from tests.support.build import a_course
from tests.support.crowd import Serving, all_want, press, run, tokens, write_ini

CROWDS = {"postgresql": (200, 50, 10), "sqlite": (40, 10, 3)}


@pytest.fixture(params=[pytest.param("postgresql", marks=pytest.mark.postgresql), "sqlite"])
def database(request):
    """Which kind of database."""
    return request.param


@pytest.fixture
def ini(database, request, tmp_path):
    """An installation over it."""
    return write_ini(tmp_path, request.getfixturevalue(f"{database}_url"))


@pytest.fixture
def crowd(database):
    """How many students want how many seats, and how often."""
    return CROWDS[database]


@pytest.fixture
def bare(database, request):
    """A connection to the same database, to set it up and to break it."""
    engine = make_bare_engine(request.getfixturevalue(f"{database}_url"))
    yield engine
    engine.dispose()


@pytest.fixture
def unchecked(bare, database):
    """The last safety net taken away: the CHECK on the counter."""
    check = "current_enrollment <= max_participants + overbook_allowance"
    with bare.begin() as connection:
        if database == "postgresql":
            connection.execute(text("ALTER TABLE courses DROP CONSTRAINT ck_courses_no_oversell"))
        else:
            connection.execute(text("PRAGMA writable_schema = on"))
            connection.execute(
                text(f"UPDATE sqlite_schema SET sql = replace(sql, '{check}', '1') WHERE name = 'courses'")
            )
    yield
    if database == "postgresql":  # other tests share the database
        with bare.begin() as connection:
            connection.execute(text("TRUNCATE courses CASCADE"))
            connection.execute(text(f"ALTER TABLE courses ADD CONSTRAINT ck_courses_no_oversell CHECK ({check})"))


def offer(bare, seats):
    course = a_course(max_participants=seats)
    SqlCatalog(Autocommit(bare)).load([course])
    return str(course.id)


def enrolled(answers):
    return sum(answer.status_code == 201 for answer in answers)


def codes(answer):
    return tuple(reason["code"] for reason in answer.json()["reasons"])


def test_as_many_are_enrolled_as_there_are_seats_and_all_others_are_told_it_is_full(ini, bare, crowd):
    students, seats, rounds = crowd
    clients = tokens(ini, students)
    with Serving(ini):
        for _ in range(rounds):
            answers = press(ini, all_want(offer(bare, seats), clients))
            assert Counter(answer.status_code for answer in answers) == {201: seats, 409: students - seats}
            assert {codes(answer) for answer in answers if answer.status_code == 409} == {("course-full",)}
    audited = run(ini, "audit")
    assert (audited.returncode, audited.stdout) == (0, "")


def test_one_student_pressing_twenty_times_at_once_gets_one_seat_and_one_mail(ini, bare):
    (client,) = tokens(ini, 1)
    course_id = offer(bare, 5)
    with Serving(ini):
        answers = press(ini, [(client, course_id, "the same key")] * 10 + all_want(course_id, [client] * 10))
        same, different = answers[:10], answers[10:]
        admitted = {answer.json()["id"] for answer in answers if answer.status_code == 201}
        assert len(admitted) == 1
        assert len({(answer.status_code, answer.content) for answer in same}) == 1
        assert all(codes(answer) == ("already-enrolled",) for answer in different if answer.status_code != 201)
        mails = wait_for_mail(ini)
    assert len(mails) == 1
    assert run(ini, "audit").returncode == 0


def wait_for_mail(ini):
    folder = ini.parent / "var" / "mail"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not list(folder.glob("*.eml")):
        time.sleep(0.2)
    time.sleep(1.5)  # long enough for a second one to show
    return list(folder.glob("*.eml"))


@pytest.mark.usefixtures("unchecked")
def test_without_the_guard_the_course_is_oversold(ini, bare, database, crowd, monkeypatch):
    monkeypatch.setenv("SABOTAGE", "guard" if database == "postgresql" else "guard and transaction")
    students, seats, rounds = crowd
    clients = tokens(ini, students)
    with Serving(ini, module="tests.support.sabotage"):
        assert any(enrolled(press(ini, all_want(offer(bare, seats), clients))) > seats for _ in range(rounds))
    assert "no-oversell" in run(ini, "audit").stdout


@pytest.mark.postgresql
def test_without_lock_and_index_one_student_gets_several_seats(postgresql_url, tmp_path, monkeypatch):
    monkeypatch.setenv("SABOTAGE", "lock")
    ini, bare = write_ini(tmp_path, postgresql_url), make_bare_engine(postgresql_url)
    index = next(index for index in course_enrollments.indexes if index.name == "uq_course_enrollments_live")
    index.drop(bare)
    (client,) = tokens(ini, 1)
    try:
        with Serving(ini, module="tests.support.sabotage"):
            assert any(enrolled(press(ini, all_want(offer(bare, 50), [client] * 20))) > 1 for _ in range(5))
        assert "one-per-student" in run(ini, "audit").stdout
    finally:
        with bare.begin() as connection:
            connection.execute(text("TRUNCATE courses CASCADE"))
        index.create(bare)
        bare.dispose()
