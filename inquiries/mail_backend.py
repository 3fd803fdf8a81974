"""SMTP that keeps to EMAIL_TIMEOUT, whatever the server does.

Python's timeout starts anew with each byte. A server that answers one letter at a time would hold
the worker, and with it all other mails, for hours.
"""

import smtplib
from typing import Any

from django.core.mail.backends import smtp

from .deadline import shut_after


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
