"""Statements joined to a transaction: one connection, given back however it ends, and committed last of all."""

from types import SimpleNamespace

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import ResourceClosedError
from transaction import TransactionManager
from transaction.interfaces import NoTransaction

from enrollment.adapters.sql.joined import Joined
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.tables import terms

A_TERM = insert(terms).values(code="SP27", name="Spring 2027")
TERMS = select(func.count()).select_from(terms)


class Refused(Exception):
    """What another part of the transaction has against it."""


def refuse(transaction):
    raise Refused


def nothing(transaction):
    pass


def write_and_fail(joined):
    joined.execute(A_TERM)
    raise Refused


REFUSES_LAST = SimpleNamespace(
    sortKey=lambda: "another", tpc_begin=nothing, commit=nothing, tpc_vote=refuse, abort=nothing, tpc_abort=nothing
)


@pytest.fixture
def transactions():
    """The manager of a thread's transaction."""
    return TransactionManager(explicit=True)


@pytest.fixture
def joined(engine, transactions):
    """Statements joined to it, on each kind of database in turn."""
    return Joined(engine, transactions)


@pytest.fixture
def kept(engine):
    """How many terms are on record; nothing is borrowed any more by then."""

    def count():
        assert engine.pool.checkedout() == 0
        with engine.connect() as connection:
            return connection.execute(TERMS).scalar_one()

    return count


def test_what_was_written_is_kept_when_the_transaction_ends_well(transactions, joined, kept):
    with transactions:
        joined.execute(A_TERM)

    assert kept() == 1


def test_so_is_what_only_the_drivers_own_cursor_wrote(transactions, joined, kept):
    with transactions:
        joined.first(Prepared(A_TERM.returning(terms.c.code)), {"code": "SP27", "name": "Spring 2027"})

    assert kept() == 1


def test_it_is_undone_when_the_transaction_does_not(transactions, joined, kept):
    with pytest.raises(Refused), transactions:
        write_and_fail(joined)

    assert kept() == 0


def test_all_of_a_transaction_is_one_begin_on_one_connection(engine, transactions, joined):
    begun = []
    event.listen(engine, "begin", begun.append)
    with transactions:
        assert engine.pool.checkedout() == 0
        for number in range(1, 4):
            joined.execute(A_TERM.values(code=f"SP2{number}"))
            assert joined.execute(TERMS).scalar_one() == number

    assert len(begun) == 1


def test_without_a_transaction_nothing_runs(joined, kept):
    with pytest.raises(NoTransaction):
        joined.execute(A_TERM)

    assert kept() == 0


def test_it_commits_after_everybody_else_has_agreed(transactions, joined, kept):
    transactions.begin().join(REFUSES_LAST)
    joined.execute(A_TERM)

    with pytest.raises(Refused):
        transactions.commit()

    assert kept() == 0


def test_after_a_commit_that_failed_nothing_more_is_written(transactions, joined, kept):
    transactions.begin().join(REFUSES_LAST)
    joined.execute(A_TERM)
    with pytest.raises(Refused):
        transactions.commit()

    with pytest.raises(ResourceClosedError):
        joined.execute(A_TERM)

    transactions.abort()
    assert kept() == 0


def test_a_transaction_after_it_begins_anew(transactions, joined, kept):
    test_it_is_undone_when_the_transaction_does_not(transactions, joined, kept)

    with transactions:
        joined.execute(A_TERM)

    assert kept() == 1


def test_what_cannot_begin_borrows_nothing(engine, transactions, joined, kept):
    def refuse_to_begin(connection):
        raise Refused

    event.listen(engine, "begin", refuse_to_begin)
    with pytest.raises(Refused), transactions:
        joined.execute(A_TERM)
    event.remove(engine, "begin", refuse_to_begin)

    assert kept() == 0
