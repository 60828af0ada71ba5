"""One store a technology: its adapters over the same records, in one transaction or each call in its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from importlib import import_module
from threading import Barrier, Thread
from typing import Any, Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from transaction import TransactionManager

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.adapters.sql.engine import Autocommit
from enrollment.adapters.sql.joined import Joined
from enrollment.ports.persistence import Persistence


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports(Persistence):
    """The adapters of one technology."""

    @classmethod
    def over(cls, technology: str, records: Any) -> "Ports":
        """The adapters of the technology, each named as its port is: ``activity_log`` → ``SqlActivityLog``."""

        def adapter(port: str) -> Any:
            name = technology.capitalize() + "".join(word.capitalize() for word in port.split("_"))
            return getattr(import_module(f"enrollment.adapters.{technology}.{port}"), name)(records)

        return cls(**{field.name: adapter(field.name) for field in fields(cls)})


class Store(Protocol):
    """Somewhere to keep things. ``conflicts`` are the errors with which it undoes a transaction that came second."""

    conflicts: tuple[type[Exception], ...]
    ports: Ports

    def transaction(self) -> Any:
        """Open a transaction of its own, kept at the end unless an error is raised in it."""


class MemoryStore:
    """Memory, where outside a transaction each call is kept as it returns."""

    conflicts: tuple[type[Exception], ...] = ()

    def __init__(self, records: MemoryRecords, **other: Any) -> None:
        self._records = records
        self.ports = replace(Ports.over("memory", records), **other)

    @contextmanager
    def transaction(self) -> Iterator[Ports]:
        """The same adapters; nobody else acts meanwhile."""
        with self._records.transaction():
            yield self.ports


class SqlStore:
    """A database."""

    conflicts: tuple[type[Exception], ...] = (IntegrityError,)

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.ports = Ports.over("sql", Autocommit(engine))

    @contextmanager
    def transaction(self) -> Iterator[Ports]:
        """The adapters in a transaction of their own."""
        transactions = TransactionManager(explicit=True)
        with transactions:
            yield Ports.over("sql", Joined(self._engine, transactions))


def race(store: Store, *acts: Callable[[Ports], Any]) -> list[Any]:
    """Do all the acts at once, each in a thread and a transaction of its own, and return what each returned."""
    answers: list[Any] = [None] * len(acts)
    start = Barrier(len(acts))

    def run(position: int, act: Callable[[Ports], Any]) -> None:
        start.wait()
        try:
            with store.transaction() as ports:
                answers[position] = act(ports)
        except Exception as error:  # an answer as well: the caller tells which are expected
            answers[position] = error

    threads = [Thread(target=run, args=numbered) for numbered in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
