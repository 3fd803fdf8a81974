"""Asking the database where nobody may wait for it: within seconds, and once for all who ask."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

from django.db import connections

T = TypeVar("T")


class Bounded(Generic[T]):
    """`ask`, on a thread and a connection of its own, since a line that hangs cannot be hurried.

    Whoever comes while it is asked, or within `fresh` seconds after, is given the same answer. A
    question that hangs is given up after ABANDONED seconds, and the next one gets another thread.
    """

    ABANDONED = 30

    def __init__(self, ask: Callable[[], T], *, seconds: float, fresh: float) -> None:
        self.ask, self.seconds, self.fresh = ask, seconds, fresh
        self._lock = Lock()
        self._asked: tuple[float, Future[T]] | None = None

    def __call__(self) -> T:
        """The answer. Raises TimeoutError, or what the database raised."""
        with self._lock:
            now = time.monotonic()
            if self._asked is None or self._is_over(*self._asked, now):
                self._asked = (now, Future())
                # a daemon: one that hangs does not keep the process from ending
                Thread(target=self._run, args=[self._asked[1]], daemon=True).start()
            began, future = self._asked
        return future.result(max(0, began + self.seconds - time.monotonic()))

    def _is_over(self, began: float, future: "Future[T]", now: float) -> bool:
        return now - began > (self.fresh if future.done() else self.ABANDONED)

    def _run(self, future: "Future[T]") -> None:
        try:
            future.set_result(self.ask())
        except Exception as error:  # whoever waits for the answer gets it
            future.set_exception(error)
        finally:
            connections.close_all()
