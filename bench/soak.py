"""Half an hour at half the rate that the site can do: does memory grow, is anything refused?

python -m bench.soak [--minutes 30] [--clients 16]; on SQLite, or on PostgreSQL where DATABASE_URL
names one (as bench/run.py). Visitors read six pages, two of them drawn for them alone, search, and
send the form; each tenth opens the brochure. Each minute something is edited, so that every page is
drawn anew. First all clients go as fast as they can, for the top rate; then visits begin at half
of it.
"""

import argparse
import http.client
import itertools
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import mean
from urllib.parse import urlencode

from bench import memory
from bench.serving import (
    ROOT,
    VAR,
    environments,
    free_port,
    make_databases,
    running,
    shell,
    site_command,
)

READ = ["/", "/programs/", "/programs/immunology/", "/news/"]
DRAWN = ["/events/", "/programs/bioethics/plan/?pathway=full-time"]
WORDS = [
    "immunology",
    "bioethics",
    "credits",
    "research",
    "capstone",
    "thesis",
    "genetics",
    "part-time",
    "deadline",
]
TOP_SECONDS = 30
WARM_MINUTES = 2  # caches fill, and each process has met each page
MOST_GROWTH = 1.05
EDIT = "from news.models import NewsItem; NewsItem.objects.order_by('pk').first().save()"
COUNTS = """
from inquiries.models import Delivery, Inquiry
print(Inquiry.objects.count(), Delivery.objects.exclude(state="sent").count())
"""


@dataclass
class Visitors:
    """What all clients did, and when the next visit begins."""

    port: int
    interest: str
    done: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def go(self, clients: int, seconds: float, rate: float | None = None) -> float:
        """Visits until the time is over, at most `rate` a second; how many there were a second."""
        begun, before = time.monotonic(), self.done["visits"]
        slots = itertools.count()

        def client() -> None:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            while True:
                due = begun + next(slots) / rate if rate else time.monotonic()
                if due > begun + seconds:
                    return
                time.sleep(max(0, due - time.monotonic()))
                try:
                    self.visit(line, next(self.numbers))
                except (OSError, http.client.HTTPException) as error:
                    self.failures.append(repr(error))
                    line.close()

        with ThreadPoolExecutor(clients) as pool:
            for one in [pool.submit(client) for _ in range(clients)]:
                one.result()
        return (self.done["visits"] - before) / (time.monotonic() - begun)

    def visit(self, line: http.client.HTTPConnection, number: int) -> None:
        for path in READ:
            self.ask(line, "GET", path)
        for path in DRAWN:
            self.ask(line, "GET", path, Authorization="none")
        self.ask(line, "GET", f"/search/?q={WORDS[number % len(WORDS)]}+{number % 97}")
        page, cookies = self.ask(line, "GET", "/brochure/")
        thanks, _ = self.ask(
            line, "POST", "/brochure/", self.form(page, number), Cookie="; ".join(cookies)
        )
        page, _ = self.ask(line, "GET", thanks)
        if number % 10 == 0 and (found := re.search(r'href="(/brochure/[^"]+\.pdf)"', page)):
            self.ask(line, "GET", found[1])
            self.done["brochures"] += 1
        self.done["visits"] += 1

    def form(self, page: str, number: int) -> str:
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|key)" value="([^"]+)"', page))
        person = f"ada-{number}@example.org"
        said = {"first_name": "Ada", "last_name": "Example", "country": "US", "email": person}
        return urlencode(said | hidden | {"programs": "immunology", "interests": self.interest})

    def ask(
        self, line: http.client.HTTPConnection, method: str, path: str, body: str = "", **more: str
    ) -> tuple[str, list[str]]:
        """The page, or for a redirect where it leads, and the cookies that were set."""
        begun = time.monotonic()
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        line.request(method, path, body, {"Accept-Encoding": "identity", **kind, **more})
        response = line.getresponse()
        content = response.read().decode("utf-8", "replace")
        self.slowest = max(self.slowest, time.monotonic() - begun)
        self.done["requests"] += 1
        if response.status not in (200, 303):
            self.failures.append(f"{response.status} {method} {path}")
        cookies = [value.split(";")[0] for value in response.headers.get_all("Set-Cookie") or []]
        return response.headers["Location"] or content, cookies


@contextmanager
def delivering(env: dict[str, str]) -> Iterator[int]:
    """The worker, which sends to nobody (EMAIL_URL); its number."""
    with (VAR / "worker.log").open("w") as log:
        command = [sys.executable, "manage.py", "deliver"]
        worker = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        yield worker.pid
    finally:
        worker.terminate()
        worker.wait(60)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--clients", type=int, default=16)
    given = parser.parse_args()
    port = free_port()
    env, floor_env = environments(f"http://127.0.0.1:{port}")
    make_databases(env, floor_env)
    interest = shell(env, "from inquiries import choices; print(list(choices.options())[-1])")
    flags = ["--workers", "2", "--blocking-threads", "3"]
    with (
        running("site", site_command(port, *flags), port, ROOT, env) as web,
        delivering(env) as worker,
    ):
        visitors = Visitors(port, interest)
        top = visitors.go(given.clients, TOP_SECONDS)
        print(f"top rate: {top:.1f} visits/s of 10 requests; from here on half of it", flush=True)
        sizes = soak(visitors, given, top / 2, (web, worker), env)
        time.sleep(15)  # the worker's last
        stored, unsent = map(int, shell(env, COUNTS).split())
    before, after = mean(sizes[WARM_MINUTES:][:3] or sizes), mean(sizes[-3:])
    growth, posts = after / before, visitors.done["visits"]
    print(f"{visitors.done['requests']:,} requests, slowest {visitors.slowest * 1000:.0f} ms")
    print(f"{posts:,} forms thanked, {stored:,} stored, {unsent} mails not sent")
    print(
        f"memory: {before:.1f} MB after {WARM_MINUTES} min, {after:.1f} MB at the end, {growth:.1%}"
    )
    print(f"failures: {len(visitors.failures)} {Counter(visitors.failures).most_common(5)}")
    well = not (visitors.failures or unsent) and posts == stored and growth < MOST_GROWTH
    sys.exit(0 if well else 1)


def soak(
    visitors: Visitors,
    given: argparse.Namespace,
    rate: float,
    processes: tuple[int, int],
    env: dict[str, str],
) -> list[float]:
    """Per minute what the web processes hold together, in MB. The worker is shown beside them: each
    minute it counts this day's inquiries anew, of which there are tens of thousands in the end."""
    sizes = []
    for minute in range(1, given.minutes + 1):
        with ThreadPoolExecutor(1) as pool:
            editing = pool.submit(shell, env, EDIT)
            real = visitors.go(given.clients, 60, rate)
        editing.result()  # ends the run where the edit failed
        held, worker = memory.of_workers(processes[0]), memory.pss(processes[1])
        sizes.append(sum(held))
        each = ", ".join(f"{size:.1f}" for size in held)
        print(
            f"{minute:3} min: {real:.1f} visits/s, web {each} MB, worker {worker:.1f} MB",
            flush=True,
        )
    return sizes


if __name__ == "__main__":
    main()
