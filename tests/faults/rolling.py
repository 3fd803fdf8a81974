"""Forms sent through nginx while every web and worker process is replaced, one after the other.

    DATABASE_URL=postgres://... python -m tests.faults.rolling [--posts 300] [--each-second 5]

Two web processes, two workers, Redis and nginx as deploy/ has them, on this machine alone. Nobody
sends twice. Exit code 1 when a form was refused, lost or doubled, or a mail lost or doubled.
"""

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from tests.deploy.front import Front, front_in, is_listening, rendered, running, site_behind
from tests.faults.releases import PASSED_OVER
from tests.faults.site import doubled
from tests.journeys.database import own_database
from tests.journeys.site import BASE_DIR, Site, new_address, wait_until

FORM = "application/x-www-form-urlencoded"
CLIENTS = 8
SECONDS_TO_START = 120  # on a machine that has other work
SECONDS_FOR_MAILS = 90
Running = AbstractContextManager[subprocess.Popen[bytes]]
DUE = "SELECT count(*) FROM inquiries_delivery WHERE state IN ('pending', 'leased')"


class Process:
    """One that can be replaced: ended, waited for, started again."""

    def __init__(self, stack: ExitStack, start: Callable[[], Running]) -> None:
        self.stack, self.start = stack, start
        self.now = stack.enter_context(ExitStack())
        self.process = self.now.enter_context(start())

    def replace(self) -> None:
        self.now.close()
        self.now = self.stack.enter_context(ExitStack())
        self.process = self.now.enter_context(self.start())
        time.sleep(PASSED_OVER)

    def renew(self) -> None:
        os.kill(self.process.pid, signal.SIGHUP)
        time.sleep(6)  # a new worker, three and a half seconds, the end of the old one


def main() -> int:
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the processes end with us
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        front = front_in(folder)
        site = site_in(folder, front, stack)
        (front.var / "static").mkdir(exist_ok=True)
        command = [sys.executable, "-m", "tests.deploy.prepare"]
        subprocess.run(command, cwd=BASE_DIR, env=site.environment, check=True)
        site.manage("load_content")
        webs = [Process(stack, lambda n=n: web(front, site, n)) for n in (1, 2)]
        workers = [Process(stack, lambda n=n: worker(front, site, n)) for n in (1, 2)]
        config = rendered(folder, front)
        change_back(config)
        nginx = ("nginx", "-c", str(config), "-g", "daemon off;")
        stack.enter_context(running(front, site, *nginx))
        wait_until(lambda: is_listening(front.https_port))
        answers, replaced = send_all(front, options, webs, workers)
        until = time.monotonic() + SECONDS_FOR_MAILS
        while site.query(DUE) != [(0,)] and time.monotonic() < until:
            time.sleep(1)
        return report(site, options.posts, answers, replaced)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=300)
    parser.add_argument("--each-second", type=float, default=5)
    return parser.parse_args()


def site_in(folder: Path, front: Front, stack: ExitStack) -> Site:
    database_url = stack.enter_context(own_database(folder))
    redis = new_address().rpartition(":")[2]
    site = site_behind(front).configured(
        DATABASE_URL=database_url, REDIS_URL=f"redis://127.0.0.1:{redis}/0"
    )
    command = ("redis-server", "--port", redis, "--save", "", "--dir", str(folder))
    stack.enter_context(running(front, site, *command))
    wait_until(lambda: is_listening(int(redis)))
    return site


def change_back(config: Path) -> None:
    """As shipped again, where the tests are in a hurry."""
    text = config.read_text().replace("fail_timeout=1s", "fail_timeout=5s")
    config.write_text(text)
    proxy = config.parent / "site" / "proxy.conf"
    proxy.write_text(proxy.read_text().replace("proxy_read_timeout 1s", "proxy_read_timeout 8s"))


@contextmanager
def web(front: Front, site: Site, number: int) -> Iterator[subprocess.Popen[bytes]]:
    path = front.folder / "run" / f"web-{number}.sock"
    with running(front, site, "deploy/web", "--uds", str(path)) as process:
        until = time.monotonic() + SECONDS_TO_START
        while not answers(path):
            assert time.monotonic() < until, f"{path} does not answer."
            time.sleep(0.1)
        yield process


def answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(10)
        try:
            probe.connect(str(path))
            probe.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n"
                          b"X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n")  # fmt: skip
            return probe.recv(100).startswith(b"HTTP/1.1 200")
        except OSError:
            return False


@contextmanager
def worker(front: Front, site: Site, number: int) -> Iterator[subprocess.Popen[bytes]]:
    with running(front, site, sys.executable, "manage.py", "deliver") as process:
        yield process


def send_all(
    front: Front, options: argparse.Namespace, webs: list[Process], workers: list[Process]
) -> tuple[Counter[int], Counter[str]]:
    """At an even pace; meanwhile, whoever can be replaced is."""
    page = front.ask("/brochure/")
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|key)" value="([^"]+)"', page.text))
    interest = re.search(r'name="interests" value="(\d+)"', page.text)
    assert interest
    said = hidden | {"first_name": "Ada", "last_name": "Example", "programs": "bioethics"}
    said["interests"] = interest[1]
    headers = {"Cookie": page.cookies, "Origin": front.origin, "Content_Type": FORM}

    def send(number: int) -> int:
        body = urlencode(said | {"email": f"ada-{number}@example.org"})
        try:
            return front.ask("/brochure/", "POST", body, **headers).status
        except OSError:
            return 0

    replaced: Counter[str] = Counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        begun = time.monotonic()

        def in_time(number: int) -> int:
            time.sleep(max(0, begun + number / options.each_second - time.monotonic()))
            return send(number)

        sent = [clients.submit(in_time, number) for number in range(options.posts)]
        steps = [
            *(("replaced", process.replace) for process in (*webs, *workers)),
            *(("renewed by SIGHUP", process.renew) for process in webs),
        ]
        for what, step in cycle(steps):
            if all(each.done() for each in sent):
                break
            step()
            replaced[what] += 1
    return Counter(each.result() for each in sent), replaced


def report(site: Site, wanted: int, answers: Counter[int], replaced: Counter[str]) -> int:
    stored = Counter(email for (email,) in site.query("SELECT email FROM inquiries_inquiry"))
    texts = [file.read_text() for file in (site.folder / "mail").glob("*.log")]
    mailed = Counter(re.findall(r"^Message-ID: (.*)$", "\n".join(texts), re.MULTILINE))
    (owed,) = site.query("SELECT count(*) FROM inquiries_delivery")[0]
    lines = {
        "processes": dict(replaced),
        "answers": dict(answers),
        "lost": wanted - len(stored),
        "doubled": doubled(stored),
        "mails lost": owed - len(mailed),
        "mails doubled": doubled(mailed),
    }
    for name, figure in lines.items():
        print(f"{name:14} {figure}")
    wrong = [name for name in ("lost", "doubled", "mails lost", "mails doubled") if lines[name]]
    return int(bool(wrong) or set(answers) != {303})


if __name__ == "__main__":
    if missing := [name for name in ("nginx", "redis-server") if not shutil.which(name)]:
        sys.exit(f"Missing here: {' '.join(missing)}.")
    sys.exit(main())
