"""A PostgreSQL server of our own, that may be killed."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.journeys.site import new_address

TRIES = 20


class Cluster(AbstractContextManager["Cluster"]):
    """Runs in a temporary folder, on a free port of this machine, as a user that is not root."""

    def __init__(self, disk: Path | None = None, like: Path | None = None) -> None:
        """On `disk`, when it is not to lie among the other temporary files; a copy of `like`."""
        self.like = like
        # the newest one that is installed
        self.bin = max(
            Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2])
        )
        self.folder = Path(mkdtemp(dir=disk))
        self.port = new_address().rpartition(":")[2]

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> "Cluster":
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        if self.like:
            subprocess.run(["cp", "-a", self.like, self.folder / "data"], check=True)
        else:
            self.run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8")
        self.start()
        return self

    def start(self) -> None:
        # as little log as there can be: it must fit on a small disk
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} -c max_wal_size=64MB"
        log = self.folder / "log"
        starting = ("pg_ctl", "--silent", "--wait", f"--log={log}", "-o", options, "start")
        for _ in range(TRIES):
            with suppress(subprocess.CalledProcessError):
                return self.run(*starting)
            time.sleep(0.5)  # processes of the one that crashed may still be there
        self.run(*starting)

    def restart(self) -> None:
        """As for a new configuration: all lines are closed, nothing is finished."""
        self.stop()
        self.start()

    def stop(self) -> None:
        self.run("pg_ctl", "--silent", "--wait", "--mode=fast", "stop")

    def start_if_it_gave_up(self) -> None:
        try:
            self.run("pg_ctl", "--silent", "status")
        except subprocess.CalledProcessError:
            self.start()

    def crash(self) -> None:
        """As when the machine kills it: no farewell to anybody, recovery at the next start."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        # its processes notice by themselves; until the last is gone a new server refuses to start
        subprocess.run(["tail", f"--pid={pid}", "-f", "/dev/null"], check=True, timeout=30)

    def run(self, program: str, *arguments: str) -> None:
        as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_owner, "env", f"PGDATA={self.folder}/data", str(self.bin / program)]
        subprocess.run(
            [*command, *arguments],
            cwd=self.folder,
            check=True,
            timeout=60,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __exit__(self, *_: Any) -> None:
        with suppress(subprocess.CalledProcessError):  # it is down already
            self.run("pg_ctl", "--silent", "--mode=immediate", "stop")
        shutil.rmtree(self.folder)
