"""People who send the form and, when anything goes wrong, send it again until they are thanked."""

import http.client
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from tests.journeys.posting import post, prepared_form
from tests.journeys.site import Site

CLIENTS = 16
PATIENCE = 180  # seconds in which a person gives up


@dataclass
class Tally:
    """What the people saw, counted by all threads."""

    thanked: set[str] = field(default_factory=set)
    refused: list[tuple[str, int]] = field(default_factory=list)
    given_up: set[str] = field(default_factory=set)
    posts: int = 0
    failures: int = 0
    slowest: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, seconds: float, *, failed: bool) -> None:
        with self.lock:
            self.posts += 1
            self.failures += failed
            self.slowest = max(self.slowest, seconds)


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


def send_all(form: Form, emails: Iterable[str]) -> Tally:
    """All of them, CLIENTS at a time."""
    tally = Tally()
    with ThreadPoolExecutor(CLIENTS) as threads:
        list(threads.map(lambda email: send_until_thanked(form, email, tally), emails))
    return tally


def send_until_thanked(form: Form, email: str, tally: Tally) -> None:
    gives_up_at = time.monotonic() + PATIENCE
    while time.monotonic() < gives_up_at:
        began = time.monotonic()
        try:
            status = form.send(email)
        except (OSError, http.client.HTTPException):
            status = 0
        tally.note(time.monotonic() - began, failed=status != 303)
        if status == 303:
            tally.thanked.add(email)
            return
        if 400 <= status < 500:
            tally.refused.append((email, status))
            return
        time.sleep(0.2)
    tally.given_up.add(email)
