"""SMTP that keeps to EMAIL_TIMEOUT, whatever the server does.

Python's timeout starts anew with each byte. A server that answers one letter at a time would hold
the worker, and with it all other mails, for hours.
"""

import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.mail.backends import smtp


class Punctual(smtplib.SMTP):
    """Each answer of the server is whole within the timeout, or the line is closed."""

    def getreply(self) -> tuple[int, bytes]:
        with shut_after(self.sock, self.timeout) as is_late:
            reply = super().getreply()
        if is_late.is_set():  # half an answer may look like a whole one
            self.close()
            raise smtplib.SMTPServerDisconnected("The server took too long to answer")
        return reply


class PunctualSSL(Punctual, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self) -> Any:
        return PunctualSSL if self.use_ssl else Punctual


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
