"""Serves the site and sends its mails, side by side: when one stops, so does the other."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from dotenv import load_dotenv

ROOT = Path(__file__).parent.parent


def main(port: int) -> int:
    if is_taken(port):
        print(f"Port {port} is taken. Choose another: make run PORT={port + 1}", file=sys.stderr)
        return 1
    load_dotenv(ROOT / ".env")
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")  # for the links in mails
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.default_int_handler)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for command in (web(port), worker()):
            # out of the terminal's reach: granian can hang when Ctrl-C hits its own processes too
            processes.append(subprocess.Popen(command, cwd=ROOT, process_group=0))
        print(f"Open http://127.0.0.1:{port}/ (staff: /admin/). Ctrl-C stops it.", flush=True)
        ended, status = os.wait()
        which = "web server" if ended == processes[0].pid else "delivery worker"
        print(f"The {which} has stopped, so everything stops.", file=sys.stderr)
        return max(os.waitstatus_to_exitcode(status), 1)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def web(port: int) -> list[str]:
    granian = [sys.executable, "-m", "hms_site.web", "--port", str(port)]
    return [*granian, "--blocking-threads", "3", "--log-level", "warning"]


def worker() -> list[str]:
    return [sys.executable, "manage.py", "deliver"]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
