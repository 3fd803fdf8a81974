"""Keeping what the desk's rules say for a moment: every form that is sent asks for all of it."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings

T = TypeVar("T")


def kept_for_a_moment(read: Callable[[], T]) -> Callable[[], T]:
    """What `read` gave, for DESK_KEPT_SECONDS in this process: so late is a change known.

    It is shared by all threads: read it, never change it.
    """
    kept: tuple[float, T] | None = None

    def kept_or_read() -> T:
        nonlocal kept
        found, now = kept, time.monotonic()
        if found is None or now - found[0] >= settings.DESK_KEPT_SECONDS:
            kept = found = (now, read())
        return found[1]

    return kept_or_read
