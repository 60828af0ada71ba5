"""An office that keeps everything in memory, its clock stopped at NOON."""

import pytest

from enrollment.adapters.memory.accounts import MemoryAccounts
from enrollment.adapters.memory.clock import StoppedClock
from enrollment.adapters.memory.records import MemoryRecords
from enrollment.adapters.memory.register import MemoryRegister
from enrollment.ports.accounts import Account
from tests.support.build import NOON, a_course, a_student


@pytest.fixture
def records():
    """What is on record: nothing yet."""
    return MemoryRecords()


@pytest.fixture
def clock():
    """The clock, showing NOON until it is moved."""
    return StoppedClock(NOON)


@pytest.fixture
def register(records):
    """The registrar's book."""
    return MemoryRegister(records)


@pytest.fixture
def accounts(records):
    """The accounts on record."""
    return MemoryAccounts(records)


@pytest.fixture
def known(records):
    """Put a user on record, a student unless another is given, and return them."""

    def put(user=None, password_hash=None):
        user = user or a_student()
        records.accounts[user.id] = Account(user=user, password_hash=password_hash)
        return user

    return put


@pytest.fixture
def offered(records):
    """Put a course on record, described as in ``a_course``, and return it."""

    def put(**about):
        course = a_course(**about)
        records.courses[course.id] = course
        return course

    return put
