"""Bad input is answered, in the words promised, and never with a failure of ours."""

import re
from datetime import timedelta

import pytest

from tests.functional.bad_input import bodies, requests
from tests.support.build import a_course, a_student

CHANGES = re.compile(r"\bINSERT INTO\b|(?<!FOR )\bUPDATE\b|\bDELETE FROM\b")
PEER = {"REMOTE_ADDR": "192.0.2.7"}
CASES = [*requests.cases(), *bodies.cases()]
ROWS = sorted({case.row for case in CASES}, key=lambda row: int(row[1:]))


@pytest.fixture
def course(on_offer):
    """A course anybody could take."""
    return on_offer(a_course())


@pytest.fixture
def bearer(system, on_record):
    """The token of a student, as a header."""
    token = system.identity.issue(on_record(a_student()), system.clock.now(), timedelta(minutes=15))
    return {"HTTP_AUTHORIZATION": f"Bearer {token}"}


@pytest.mark.parametrize("row", ROWS)
def test_bad_input_is_answered_as_promised(row, site, course, bearer, statements):
    answered = {}
    for case in (case for case in CASES if case.row == row):
        request = case.request(course, **PEER, **(bearer if case.is_for_the_api else {}))
        with statements() as asked:
            response = request.get_response(site)
        answered[str(case)] = [*case.faults(response), *writes_among(asked)]

    assert {name: faults for name, faults in answered.items() if faults} == {}


def writes_among(asked):
    """What is refused changes nothing."""
    return [statement for statement in asked if CHANGES.search(statement)]


def test_no_row_is_left_out():
    assert {f"B{number}" for number in (*range(1, 23), 31, 32, 33, 37)} == set(ROWS)


def test_no_two_cases_go_by_the_same_name():
    assert len({str(case) for case in CASES}) == len(CASES)


def test_a_syntax_error_is_told_with_its_line_and_column(site, course, bearer):
    (case,) = (case for case in CASES if str(case) == "B5-syntax")

    problem = case.request(course, **PEER, **bearer).get_response(site).json

    assert problem["detail"].endswith("at line 1, column 2.")
