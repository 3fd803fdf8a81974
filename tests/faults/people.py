"""People who send the form while something fails, others who read pages, and what both saw."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import urlsplit

from tests.journeys.site import Site

from .clients import Form, Tally, send_all

NUMBER, SENT_TWICE = 300, 30
SECONDS = 8  # over which they begin to send
BEFORE = 1.5  # seconds until it begins to fail
READ = ("/", "/programs/")
BETWEEN_READINGS = 0.1
READERS_WAIT = 5


class Reader(threading.Thread):
    """Looks at a page ten times a second."""

    def __init__(self, site: Site, path: str) -> None:
        super().__init__(daemon=True)
        self.address, self.path = urlsplit(site.url).netloc, path
        self.over = threading.Event()
        self.seen: list[int] = []
        self.slowest = 0.0

    def run(self) -> None:
        while not self.over.is_set():
            began = time.monotonic()
            self.seen.append(self.look())
            took = time.monotonic() - began
            self.slowest = max(self.slowest, took)
            self.over.wait(max(0, BETWEEN_READINGS - took))

    def look(self) -> int:
        line = http.client.HTTPConnection(self.address, timeout=READERS_WAIT)
        with closing(line), suppress(OSError, http.client.HTTPException):
            line.request("GET", self.path)
            answer = line.getresponse()
            answer.read()
            return answer.status
        return 0


class People:
    """Those of one fault: each has an address of their own, by which they are counted after it."""

    def __init__(self, name: str, more: dict[str, str] | None = None) -> None:
        self.prefix = f"{name.replace(' ', '-')}-"
        self.more = more
        self.tally = Tally()
        self.readers: list[Reader] = []
        self.slow: list[int] = []  # what slow clients were answered
        self.remarks: list[str] = []
        self.missed: list[str] = []  # what did not come about, so that nothing was shown
        self.failed_at: list[float] = []
        self.well_at = 0.0

    @contextmanager
    def sending(self, site: Site, over: float = SECONDS) -> Iterator[None]:
        """They begin before the block, and it ends when each has been thanked or has given up."""
        form = Form(site, self.more)
        everybody = [f"{self.prefix}{number}@example.org" for number in range(NUMBER)]
        emails = everybody + everybody[:SENT_TWICE]
        sending = threading.Thread(target=send_all, args=[form, emails, over, self.tally])
        self.readers = [Reader(site, path) for path in READ]
        for thread in (sending, *self.readers):
            thread.start()
        try:
            time.sleep(BEFORE)
            yield
            self.well_at = self.well_at or time.monotonic()
        except BaseException:
            self.tally.over.set()
            raise
        finally:
            sending.join()
            for reader in self.readers:
                reader.over.set()
                reader.join()

    def wait_until_felt(self) -> None:
        until = time.monotonic() + SECONDS
        while not self.tally.failures and time.monotonic() < until:
            time.sleep(0.1)

    def fails(self) -> None:
        """Something has gone this very moment, and is being started again."""
        self.failed_at.append(time.monotonic())

    def is_well(self) -> None:
        """What failed is there again, from this moment on."""
        self.well_at = time.monotonic()

    def recovery(self) -> float:
        """Seconds until a form was taken again, and until the last one had been that was not."""
        answers = sorted(self.tally.answers)
        longest = 0.0
        for moment in (*self.failed_at, self.well_at):
            taken = [a.ended for a in answers if a.began >= moment and a.status == 303]
            longest = max(longest, min(taken, default=moment) - moment)
        late = [a.ended for a in answers if a.began >= self.well_at and a.status != 303]
        return max([longest, *(ended - self.well_at for ended in late)])

    def pages_shown(self) -> float:
        seen = [status for reader in self.readers for status in reader.seen]
        return 100 * seen.count(200) / len(seen) if seen else 100.0
