"""Asking reCAPTCHA's provider about a token, on a budget that no outage of theirs exceeds.

urllib's timeout holds for one step: a provider that sends a byte now and then keeps a caller for as
long as it likes. So each question has a thread of its own, the visitor waits for a fixed time, and
then the line is cut. When all threads are busy, or a question was not answered just now, nothing
is asked at all: the form goes on without a verdict at once, and the site's own threads stay free.
"""

import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPResponse, HTTPSConnection
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPSHandler, Request, build_opener

from django.conf import settings

# questions at a time, in one process: fewer than it has threads for pages
THREADS = 2
# seconds without questions, once one was not answered in time
PAUSE = 30


class NotAsked(Exception):
    """There is no room for a question now."""


class Line(HTTPSConnection):
    """A connection that another thread can cut, in the middle of whatever it waits for."""

    is_cut = False
    kept: socket.socket | None = None

    def connect(self) -> None:
        super().connect()
        self.kept = self.sock  # urllib takes `sock` away as soon as the headers are here
        if self.is_cut:
            raise TimeoutError

    def cut(self) -> None:
        self.is_cut = True
        if self.kept:
            with suppress(OSError):  # it has ended by itself
                self.kept.shutdown(socket.SHUT_RDWR)


class Question(HTTPSHandler):
    """One POST over one line; proxies of the environment are used as everywhere in urllib."""

    def __init__(self, token: str, secret: str, timeout: float) -> None:
        super().__init__()
        self.line: Line | None = None
        self.is_given_up = False
        self.timeout = timeout
        self.request = Request(
            f"https://{settings.RECAPTCHA_DOMAIN}/recaptcha/api/siteverify",
            data=urlencode({"secret": secret, "response": token}).encode(),
        )

    def https_open(self, request: Request) -> HTTPResponse:
        return self.do_open(self.open_line, request)

    def open_line(self, host: str, **options: Any) -> Line:
        self.line = Line(host, **options)
        self.line.is_cut = self.is_given_up
        return self.line

    def ask(self) -> Any:
        # a second more for each step, so that it is the one who waits that gives up first
        try:
            with build_opener(self).open(self.request, timeout=self.timeout + 1) as response:
                return json.loads(response.read())
        except HTTPError as error:
            error.close()  # it is the answer too, with an open line
            raise

    def give_up(self) -> None:
        self.is_given_up = True
        if self.line:
            self.line.cut()


class Budget:
    """The threads for questions, and the pause after one that was not answered in time."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="recaptcha")
        self.free = threading.BoundedSemaphore(THREADS)
        self.quiet_until = 0.0

    def ask(self, question: Question) -> Any:
        """The provider's answer, read from JSON; TimeoutError, or NotAsked, or what went wrong."""
        if time.monotonic() < self.quiet_until or not self.free.acquire(blocking=False):
            raise NotAsked
        future = self.threads.submit(question.ask)
        future.add_done_callback(lambda _: self.free.release())
        try:
            return future.result(question.timeout)
        except TimeoutError:
            self.quiet_until = time.monotonic() + PAUSE
            question.give_up()
            raise


budget = Budget()


def ask(token: str, secret: str) -> Any:
    return budget.ask(Question(token, secret, settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT))
