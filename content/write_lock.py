"""On SQLite, forms wait for one lock, which wakes the next at once.

SQLite lets one write at a time. Whoever finds it busy sleeps and looks again, each time for longer,
and those who come later pass by: of sixteen who kept sending, one in a hundred waited half a
second. So threads of a process wait for a lock of Python's, and processes for one of the file
system, which goes with the process that holds it. Others who write, such as the worker, wait as
SQLite has them wait; those hold SQLite's lock for moments.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import OperationalError, connection

LONGEST = 5  # seconds; where something holds SQLite for longer, the form comes back
_threads = Lock()


@contextmanager
def write_lock() -> Iterator[None]:
    """Raises OperationalError when too many wait already."""
    # whoever is in a transaction has SQLite's lock, for which the holder of this one would wait
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    if not _threads.acquire(timeout=LONGEST):
        raise OperationalError("Too many forms wait to be stored.")
    try:
        file = _locked_file()
        try:
            yield
        finally:
            if file is not None:
                os.close(file)  # lets the next one in
    finally:
        _threads.release()


def _locked_file() -> int | None:
    """None where no file can be locked: then processes wait as SQLite has them wait."""
    name = f"{connection.settings_dict['NAME']}-write-lock"
    try:
        file = os.open(name, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError:
        os.close(file)
        return None
    return file
