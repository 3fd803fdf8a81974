"""People who send the form and, when anything goes wrong, send it again until they are thanked."""

import http.client
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from tests.journeys.posting import post, prepared_form
from tests.journeys.site import Site

CLIENTS = 16
PATIENCE = 180  # seconds in which a person gives up


class Answer(NamedTuple):
    """Its times are of the monotonic clock; status 0: the line broke."""

    began: float
    ended: float
    status: int


@dataclass
class Tally:
    """What the people saw, counted by all threads."""

    answers: list[Answer] = field(default_factory=list)
    thanked: set[str] = field(default_factory=set)
    refused: list[tuple[str, int]] = field(default_factory=list)
    given_up: set[str] = field(default_factory=set)
    posts: int = 0
    failures: int = 0
    slowest: float = 0.0
    over: threading.Event = field(default_factory=threading.Event)  # nobody need be thanked more
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, began: float, status: int) -> None:
        answer = Answer(began, time.monotonic(), status)
        with self.lock:
            self.answers.append(answer)
            self.posts += 1
            self.failures += status != 303
            self.slowest = max(self.slowest, answer.ended - began)


class Form:
    """The form as it was opened once, to be sent for many people."""

    def __init__(self, site: Site, more: dict[str, str] | None = None) -> None:
        """`more` is sent along with what the form itself holds."""
        body, self.headers = prepared_form(site, "")
        self.site, self.said = site, dict(parse_qsl(body, keep_blank_values=True)) | (more or {})

    def send(self, email: str) -> int:
        """The status of the answer; raises what the broken line raises."""
        body = urlencode({**self.said, "email": email})
        status: int = post(self.site, body, self.headers)
        return status


def send_all(
    form: Form, emails: Sequence[str], over: float = 0, tally: Tally | None = None
) -> Tally:
    """All of them, CLIENTS at a time; at an even pace when it is to take so many seconds."""
    tally, began = tally or Tally(), time.monotonic()

    def send_in_time(place: int) -> None:
        time.sleep(max(0, began + over * place / len(emails) - time.monotonic()))
        send_until_thanked(form, emails[place], tally)

    with ThreadPoolExecutor(CLIENTS) as threads:
        list(threads.map(send_in_time, range(len(emails))))
    return tally


def send_until_thanked(form: Form, email: str, tally: Tally) -> None:
    gives_up_at = time.monotonic() + PATIENCE
    while time.monotonic() < gives_up_at and not tally.over.is_set():
        began = time.monotonic()
        try:
            status = form.send(email)
        except (OSError, http.client.HTTPException):
            status = 0
        tally.note(began, status)
        if status == 303:
            tally.thanked.add(email)
            return
        if 400 <= status < 500:
            tally.refused.append((email, status))
            return
        time.sleep(0.2)
    tally.given_up.add(email)
