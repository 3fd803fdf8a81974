"""How long we wait for the database, and what it raises when it is away.

psycopg2 waits for ever. A database that hangs behind an open line (a stopped machine, a firewall
that forgot us) would take one thread of the site after the other, until not even pages that need no
database are answered. Its own statement_timeout ends only what it has heard of, and TCP's timeouts
only what nobody acknowledges.
"""

import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.signals import connection_created

# what every driver raises for a database that is away, restarting, out of disk or too slow; SQLite
# also for a writer that took longer than we wait
AWAY = (OperationalError, InterfaceError)
# seconds for one answer, once the last one did not come. One thread finds out whether the database
# answers again; the others leave at once, so that there are some for pages that need none.
AFTER_A_HANG = 1.0
MEANWHILE = 0.1

_mine = threading.local()
_everybodys = 0.0
_hangs = False
_scout = threading.Lock()


def limit_waiting(seconds: float) -> None:
    """From now on no thread of this process waits longer for one answer of the database.

    PostgreSQL is told as well, so that what nobody waits for any more is not worked on, nor keeps
    its locks. SQLite has a `timeout` of its own.
    """
    global _everybodys
    if connection.vendor != "postgresql":
        return
    from psycopg2.extensions import set_wait_callback

    _everybodys = seconds
    set_wait_callback(wait)
    connection_created.connect(tell_the_server, dispatch_uid="content.patience")


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """This thread waits less than others within the block."""
    before = getattr(_mine, "seconds", None)
    _mine.seconds = seconds
    try:
        yield
    finally:
        _mine.seconds = before


def wait(line: Any) -> None:
    """What psycopg2 calls whenever it waits; after an error it closes the line."""
    is_scout = _hangs and _scout.acquire(blocking=False)
    try:
        wait_until_answered(line, seconds_for_me(is_scout))
    finally:
        if is_scout:
            _scout.release()


def seconds_for_me(is_scout: bool) -> float:
    seconds: float = getattr(_mine, "seconds", None) or _everybodys
    if not _hangs:
        return seconds
    return min(seconds, AFTER_A_HANG if is_scout else MEANWHILE)


def wait_until_answered(line: Any, seconds: float) -> None:
    global _hangs
    from psycopg2 import OperationalError as Away
    from psycopg2.extensions import POLL_OK, POLL_READ

    until = time.monotonic() + seconds
    while (state := line.poll()) != POLL_OK:
        ready = select.poll()
        ready.register(line.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT)
        if not ready.poll(max(0, until - time.monotonic()) * 1000):
            _hangs = True
            raise Away(f"No answer of the database within {seconds:g} seconds.")
    _hangs = False


def tell_the_server(connection: Any, **_: Any) -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, false),"
            " set_config('idle_in_transaction_session_timeout', %s, false)",
            [f"{_everybodys:.0f}s"] * 2,
        )
