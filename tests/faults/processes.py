"""Processes that are started again whenever they end, as a service manager does."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from tests.journeys.site import BASE_DIR, Site, new_address

SECONDS_TO_START = 120
# as deploy/web has them
GRANIAN = (
    "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--blocking-threads", "3",
    "--backpressure", "16", "--respawn-failed-workers", "--log-level", "warning",
    "--host", "127.0.0.1",
)  # fmt: skip


class Kept(threading.Thread):
    """A Python command of the site that is kept running for as long as the block."""

    def __init__(self, site: Site, *command: str, code: Path = BASE_DIR) -> None:
        super().__init__(daemon=True)
        self.site, self.command, self.code = site, command, code
        self.over = threading.Event()

    def __enter__(self) -> Self:
        self.process = self.begin()
        self.start()
        return self

    def begin(self) -> subprocess.Popen[bytes]:
        with (self.site.folder / f"{self.command[-1]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *self.command],
                cwd=self.code,
                env=self.site.environment,
                stdout=log,
                stderr=log,
            )

    def run(self) -> None:
        while True:
            self.process.wait()
            if self.over.is_set():
                return
            self.process = self.begin()

    def __exit__(self, *_: Any) -> None:
        self.over.set()
        end(self.process)
        self.join()


class Forks:
    """Two processes of each kind, replaced at once when they are killed; see forks.py."""

    def __init__(self, site: Site, *kinds: str) -> None:
        self.site, self.kinds = site, kinds
        self.alive: dict[str, list[int]] = {kind: [] for kind in kinds}

    def __enter__(self) -> Self:
        host, port = self.site.url.removeprefix("http://").split(":")
        with (self.site.folder / "forks.log").open("ab") as log:
            self.parent = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.forks", host, port, *self.kinds],
                cwd=BASE_DIR,
                env=self.site.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        threading.Thread(target=self.listen, daemon=True).start()
        wait_for(lambda: all(len(pids) == 2 for pids in self.alive.values()))
        return self

    def listen(self) -> None:
        assert self.parent.stdout is not None
        for line in self.parent.stdout:
            kind, pid = line.split()
            self.alive[kind].append(int(pid))

    def kill(self, kind: str) -> None:
        """The one that has lived longest."""
        os.kill(self.alive[kind].pop(0), signal.SIGKILL)

    def __exit__(self, *_: Any) -> None:
        end(self.parent)


def web(site: Site, workers: int = 2, code: Path = BASE_DIR) -> Kept:
    port = site.url.rpartition(":")[2]
    more = ("--workers", str(workers), "--port", port, "hms_site.wsgi:application")
    return Kept(site, *GRANIAN, *more, code=code)


def end(process: subprocess.Popen[Any]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(condition: Callable[[], object]) -> None:
    """As wait_until of the journeys, for a machine that has much else to do."""
    until = time.monotonic() + SECONDS_TO_START
    while not condition():
        assert time.monotonic() < until, "It did not start in time."
        time.sleep(0.1)


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Redis:
    """A Redis server that keeps nothing, for as long as the block; it may be gone for a while."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = int(new_address().rpartition(":")[2])
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def __enter__(self) -> Self:
        self.start()
        return self

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir"]
        self.process = subprocess.Popen(
            ["redis-server", *options, str(self.folder)], stdout=subprocess.DEVNULL
        )
        wait_for(lambda: is_listening(self.port))

    def stop(self) -> None:
        end(self.process)

    def __exit__(self, *_: Any) -> None:
        self.stop()
