"""Two transactions at once on PostgreSQL: one that is open, and another that comes upon what that holds."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, text

from tests.contract.stores import Ports, SqlStore

WAITS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
PATIENCE = 5.0  # seconds


@contextmanager
def meanwhile(store: SqlStore) -> Iterator[Callable[[Callable[[Ports], Any]], Future[Any]]]:
    """Start acts in threads and transactions of their own; they have ended when the block has."""
    with ThreadPoolExecutor() as threads:

        def start(act: Callable[[Ports], Any]) -> Future[Any]:
            return threads.submit(_in_transaction, store, act)

        yield start


def until_somebody_waits(engine: Engine) -> None:
    """Return as soon as a transaction waits for a lock. Raises AssertionError when none does."""
    until = monotonic() + PATIENCE
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not connection.execute(WAITS).scalar_one():
            assert monotonic() < until, "nobody waits"
            sleep(0.01)


def _in_transaction(store: SqlStore, act: Callable[[Ports], Any]) -> Any:
    with store.transaction() as ports:
        return act(ports)
