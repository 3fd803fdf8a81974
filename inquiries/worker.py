"""The worker: threads that work off the outbox side by side, one for imports, and a look each
minute at what must be told or counted, until they are told to stop.

Threads, because a mail server that takes its time must not hold up the CRM, and a sender mostly
waits. They share nothing but the database, like processes on several machines.
"""

import logging
import random
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import TypeVar

from django.db import Error, close_old_connections, connection

from content.patience import limit_waiting

from .importing.work import work_next
from .outbox import Outcome, deliver_next
from .reports.kept import count_changed_days
from .standing import warn_if_needed

logger = logging.getLogger(__name__)
T = TypeVar("T")

SECONDS_BETWEEN_LOOKS = 2
SECONDS_BETWEEN_CHECKS = 60  # whether staff must be told of something
SECONDS_FOR_AN_ANSWER = 60  # of the database; a day of reports may take some
SECONDS_TO_FINISH = 8  # less than service managers and containers wait before they kill


def work(threads: int, stop: Event) -> None:
    """Until `stop` is set; then each thread may finish what it has in hand."""
    limit_waiting(SECONDS_FOR_AN_ANSWER)
    # daemons, so that a send that hangs does not keep the process: its lease will run out
    hands = [Thread(target=work_off, args=[stop], daemon=True) for _ in range(threads)]
    hands.append(Thread(target=import_files, args=[stop], daemon=True))
    for hand in hands:
        hand.start()
    watch(stop)
    until = time.monotonic() + SECONDS_TO_FINISH
    for hand in hands:
        hand.join(max(0, until - time.monotonic()))
    if left := sum(hand.is_alive() for hand in hands):
        logger.warning("Stopped while sending %s; tried again when the lease has run out.", left)


def watch(stop: Event) -> None:
    """Looks every minute whether the desk must be warned, and keeps the reports' figures.

    Wakes every second: a signal that comes just before a wait does not end it, and Python runs its
    handler in this thread alone.
    """
    due = time.monotonic()
    while not stop.wait(1):
        if time.monotonic() >= due:
            guarded(warn_if_needed)
            guarded(count_changed_days)
            due = time.monotonic() + SECONDS_BETWEEN_CHECKS


def work_off(stop: Event) -> None:
    try:
        while not stop.is_set():
            if guarded(deliver_next) is not Outcome.SENT:
                # After a failure, too: while the mail server is away, thousands of failed tries in
                # a row would keep SQLite's one writer busy, and visitors' forms waiting. A little
                # apart, so that they do not all look at the same moment.
                stop.wait(SECONDS_BETWEEN_LOOKS * random.uniform(0.8, 1.2))  # noqa: S311
    finally:
        connection.close()


def import_files(stop: Event) -> None:
    """One at a time, beside the mails: a long file must not hold up a brochure."""
    try:
        while not stop.is_set():
            if not guarded(work_next):
                stop.wait(SECONDS_BETWEEN_LOOKS)
    finally:
        connection.close()


def guarded(look: Callable[[], T]) -> T | None:
    """The database may be restarting: then we wait and look again."""
    close_old_connections()
    try:
        return look()
    except Error as error:
        logger.warning("The database is away: %s", type(error).__name__)
        # a broken connection is not always known as one, and this thread needs no other
        connection.close()
        return None
