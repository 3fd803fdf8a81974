"""People who send the form and, when anything goes wrong, send it again until they are thanked."""

import http.client
import re
import threading
import time
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

CLIENTS = 16
PATIENCE = 120  # seconds in which a person gives up
ANSWER_WITHIN = 30


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

    def __init__(self, url: str) -> None:
        self.host = urlsplit(url).netloc
        with urllib.request.urlopen(f"{url}/brochure/") as page:
            html = page.read().decode()
            cookie = page.headers["Set-Cookie"].split(";")[0]
        self.headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.hidden = {
            name: re.search(f'name="{name}" value="([^"]+)"', html)[1]  # type: ignore[index]
            for name in ("csrfmiddlewaretoken", "key", "interests")
        }

    def send(self, email: str) -> int:
        """The status of the answer; raises what the broken line raises."""
        said = {
            "first_name": "Ada",
            "last_name": "Example",
            "email": email,
            "programs": "bioethics",
        }
        body = urlencode({**self.hidden, **said})
        connection = http.client.HTTPConnection(self.host, timeout=ANSWER_WITHIN)
        with closing(connection):
            connection.request("POST", "/brochure/", body, self.headers)
            return connection.getresponse().status


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
