"""Whatever the document allows is answered as it says, and whatever it does not is refused; never a failure of ours."""

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from limits import RateLimitItemPerSecond
from schemathesis import GenerationMode
from schemathesis.checks import positive_data_acceptance

from enrollment.web import limits, sign_ins
from tests.support.build import a_course, a_student

ANY_NUMBER = limits.Policy("any-number", RateLimitItemPerSecond(1_000_000))
MODES = pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
FEW = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def database_url(sqlite_url):
    """One kind of database will do."""
    return sqlite_url


@pytest.fixture
def described(site, monkeypatch):
    """The document, in the words of the tool; nobody is told to slow down."""
    for module, name in ((limits, "CHANGES"), (limits, "VISITORS"), (sign_ins, "SIGN_INS"), (sign_ins, "FAILURES")):
        monkeypatch.setattr(module, name, ANY_NUMBER)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site)


@pytest.fixture
def bearer(system, on_record):
    """The token of a student, as a header."""
    token = system.identity.issue(on_record(a_student()), system.clock.now(), timedelta(minutes=15))
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def ids(on_offer, enrolled):
    """What there is to ask about."""
    course = on_offer(a_course())
    return {"course_id": str(course.id), "enrollment_id": str(enrolled(course).id)}


def every_case(described, mode, *, path_regex=".", ids=(), **options):
    """Put cases of every operation to every check: what the document allows, or what it does not."""
    operations = [found.ok() for found in described.include(path_regex=path_regex).get_all_operations()]
    assert operations
    for operation in operations:
        with suppress(Unsatisfiable):  # what takes nothing cannot be given anything wrong
            put(operation, mode, dict(ids), options)


def put(operation, mode, ids, options):
    """Put cases of the operation to every check."""
    # A grant or a permit code may be well-formed and wrong all the same; no document can tell.
    passed_over = [positive_data_acceptance] if operation.path.endswith(("/token", "/permits")) else []

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case):
        case.path_parameters = {name: ids.get(name, value) for name, value in case.path_parameters.items()}
        if mode is GenerationMode.POSITIVE:
            case.query.pop("cursor", None)  # only the site can make one
            if "Idempotency-Key" in case.headers:
                case.headers["Idempotency-Key"] = f'"{uuid4()}"'  # each case is a request of its own
        case.call_and_validate(excluded_checks=passed_over, **options)

    check()


@MODES
def test_whatever_is_asked_is_answered_as_described(described, mode, bearer):
    every_case(described, mode, headers=bearer)


@MODES
def test_so_it_is_of_what_there_is(described, mode, bearer, ids):
    every_case(described, mode, path_regex="_id", ids=ids, headers=bearer)


@MODES
def test_so_it_is_without_a_token(described, mode):
    every_case(described, mode)
