"""A PostgreSQL server of our own, that may be killed."""

import os
import shutil
import signal
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.journeys.site import new_address


class Cluster(AbstractContextManager["Cluster"]):
    """Runs in a temporary folder, on a free port of this machine, as a user that is not root."""

    def __init__(self) -> None:
        # the newest one that is installed
        self.bin = max(
            Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2])
        )
        self.folder = Path(mkdtemp())
        self.port = new_address().rpartition(":")[2]

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> "Cluster":
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8")
        self.start()
        return self

    def start(self) -> None:
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder}"
        log = self.folder / "log"
        self.run("pg_ctl", "--silent", "--wait", f"--log={log}", "-o", options, "start")

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
        )

    def __exit__(self, *_: Any) -> None:
        self.run("pg_ctl", "--silent", "--mode=immediate", "stop")
        shutil.rmtree(self.folder)
