"""SQLite's one writer: whoever is to be it waits in line, instead of sleeping until nobody is by chance."""

import sqlite3
from _thread import LockType
from collections import deque
from threading import Lock, RLock
from time import monotonic, sleep

PATIENCE = 5.0  # seconds to wait for one's turn; ``busy_timeout`` is as long
# Seconds between two looks at what another process holds. SQLite's own pauses grow to 100 ms with those who wait.
LOOK_AGAIN = 0.0005


class Line:
    """Where the threads of one process wait for their turn to write, first come, first served.

    It keeps nobody from writing, which is the database's own business. ``leave`` may be called from anywhere: a lost
    connection is found by the garbage collector, in the midst of whatever a thread is doing, this here included.
    """

    def __init__(self) -> None:
        self._guard = RLock()
        self._waiting: deque[LockType] = deque()
        self._is_taken = False

    def wait(self, seconds: float) -> bool:
        """Wait for one's turn, and return whether it has come within so many seconds."""
        turn = Lock()
        turn.acquire()
        self._waiting.append(turn)
        self._call_next()
        if turn.acquire(timeout=seconds):
            return True
        try:
            self._waiting.remove(turn)
        except ValueError:
            return True  # in the last moment
        return False

    def leave(self) -> None:
        """End one's turn, for the next one's to begin."""
        self._is_taken = False
        self._call_next()

    def _call_next(self) -> None:
        with self._guard:
            if self._waiting and not self._is_taken:
                self._is_taken = True
                self._waiting.popleft().release()


class QueuingConnection(sqlite3.Connection):
    """A connection that waits in line to write. However its transaction ends, its turn ends with it.

    ``line`` is shared by all of a process's connections to one database.
    """

    line: Line
    has_turn = False

    def begin(self) -> bool:
        """Begin a transaction as the writer, and return whether it has begun: not when others go on for PATIENCE."""
        until = monotonic() + PATIENCE
        try:
            self.has_turn = self.line.wait(PATIENCE)
            while not self._has_begun() and monotonic() < until:
                sleep(LOOK_AGAIN)
        finally:
            self._end_turn()
        return self.in_transaction

    def commit(self) -> None:
        """Commit."""
        try:
            super().commit()
        finally:
            self._end_turn()

    def rollback(self) -> None:
        """Roll back."""
        try:
            super().rollback()
        finally:
            self._end_turn()

    def close(self) -> None:
        """Close; what is not committed is undone."""
        try:
            super().close()
        finally:
            self._leave()

    def __del__(self) -> None:
        """Leave, though whoever had the connection has lost it."""
        self._leave()

    def _has_begun(self) -> bool:
        self.execute("PRAGMA busy_timeout = 0")
        try:
            self.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY":
                raise
        finally:
            self.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
        return self.in_transaction

    def _end_turn(self) -> None:
        if not self.in_transaction:
            self._leave()

    def _leave(self) -> None:
        if self.has_turn:
            self.has_turn = False
            self.line.leave()
