"""When a process is to end: told by a signal, or by the end of the parent that would have told it."""

import os
import signal
import time
from threading import Event, Thread
from typing import Any

# Seconds from being told to end: who may finish something, such as a mail on its way, has ended by the one; who has
# not by the other is killed. Few, since a restart waits for the slowest, and what is cut off comes again.
FAREWELL = 6.0
GRACE = 8.0


def stop_on_signals() -> Event:
    """Return an event that is set by SIGTERM and SIGINT."""
    stop = Event()

    def told(_number: int, _frame: Any) -> None:
        # In a thread: a handler interrupts the main thread, which may hold the very lock that set() takes.
        Thread(target=stop.set, daemon=True).start()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    return stop


def stop_without_parent(stop: Event, parent: int) -> None:
    """Have the event set as well when the parent process, by id, has died without a word."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        stop.set()

    Thread(target=watch, daemon=True).start()
