"""An end to what a server sends: Python's timeout of a socket starts anew with each byte."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def shut_after(line: socket.socket | None, seconds: float) -> Iterator[threading.Event]:
    """Shuts `line` when the block takes longer: whoever reads from it learns that it has ended."""
    is_late = threading.Event()

    def shut() -> None:
        is_late.set()
        # not line.shutdown: under TLS the reading would end as a ValueError
        with suppress(OSError):  # it ended by itself meanwhile
            if line is not None:
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, shut)
    timer.daemon = True
    timer.start()
    try:
        yield is_late
    finally:
        timer.cancel()
