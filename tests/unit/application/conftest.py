"""An office that keeps everything in memory, its clock stopped at NOON."""

import pytest

from enrollment.adapters.memory.accounts import MemoryAccounts
from enrollment.adapters.memory.catalog import MemoryCatalog
from enrollment.adapters.memory.clock import StoppedClock
from enrollment.adapters.memory.records import MemoryRecords
from enrollment.adapters.memory.register import MemoryRegister
from enrollment.adapters.memory.rule_sets import MemoryRuleSets
from enrollment.application.check_rules import CheckRules
from enrollment.application.publish_rules import PublishRules
from enrollment.ports.accounts import Account
from tests.contract.stores import MemoryStore
from tests.support.build import NOON, a_course, a_student
from tests.support.composed import composed


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


@pytest.fixture
def rule_sets(records):
    """The rules on record."""
    return MemoryRuleSets(records)


@pytest.fixture
def check(records, rule_sets):
    """Check a file of rules."""
    return CheckRules(rule_sets=rule_sets, catalog=MemoryCatalog(records))


@pytest.fixture
def made(records, clock):
    """Make a use case over the records; adapters that are to differ are named as their ports are."""
    return lambda kind, **others: composed(kind, MemoryStore(records, **others).ports, clock)


@pytest.fixture
def publish(made):
    """Publish a file of rules."""
    return made(PublishRules)
