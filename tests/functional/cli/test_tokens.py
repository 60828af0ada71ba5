"""enrollment tokens."""

import json
from datetime import timedelta

import pytest

from enrollment import settings, wiring
from enrollment.domain.errors import InvalidToken


@pytest.fixture
def system(database_url, tmp_path):
    """The installation the tokens are for."""
    system = wiring.System(settings.read({"enrollment.database_url": database_url}, {}, tmp_path))
    yield system
    system.engine.dispose()


def lines(printed):
    return [json.loads(line) for line in printed.splitlines()]


def test_each_token_speaks_for_a_student_on_record(done, ini, system):
    given = lines(done("tokens", ini, "--students", 3))

    assert [line["email"] for line in given] == [f"load-00000{n}@example.edu" for n in (1, 2, 3)]
    for line in given:
        user = system.identity.identify(line["access_token"], system.clock.now())
        assert str(user.id) == line["student_id"]
        assert system.outside_transaction().accounts.get(user.id) == user


def test_students_stay_the_same_when_more_are_asked_for(done, ini):
    first, second = (lines(done("tokens", ini, "--students", count)) for count in (2, 1002))

    assert [line["student_id"] for line in second][:2] == [line["student_id"] for line in first]
    assert len({line["student_id"] for line in second}) == 1002


def test_a_token_is_good_for_as_long_as_asked(done, ini, system):
    (line,) = lines(done("tokens", ini, "--students", 1, "--ttl-hours", "0.5"))

    now = system.clock.now()
    assert system.identity.identify(line["access_token"], now + timedelta(minutes=29))
    with pytest.raises(InvalidToken):
        system.identity.identify(line["access_token"], now + timedelta(minutes=31))


@pytest.mark.parametrize("options", [["--students", "0"], ["--students", "1", "--ttl-hours", "25"]])
def test_none_and_too_long_are_bad_usage(run, sqlite_ini, options):
    assert run("tokens", sqlite_ini, *options).exit_code == 2
