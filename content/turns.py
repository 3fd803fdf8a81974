"""On SQLite, those who store forms queue.

SQLite lets one write at a time. Whoever finds it busy sleeps and looks again, each time for longer,
and those who come later pass by: of sixteen who kept sending, one in a hundred waited half a
second. So threads of a process wait for one lock, and processes for one of the file system, which
goes with the process that holds it. Others who write, such as the worker, wait as SQLite has them
wait; they hold it for moments.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import connection

_threads = Lock()


@contextmanager
def in_turn() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with _threads:
        file = _held()
        try:
            yield
        finally:
            if file is not None:
                os.close(file)  # lets the next one in


def _held() -> int | None:
    """None where no file can be made: then all wait as SQLite has them wait."""
    try:
        file = os.open(f"{connection.settings_dict['NAME']}-turn", os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError:
        return None
    return file
