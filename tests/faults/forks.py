"""The site's web and worker processes, forked from one that has loaded everything already.

    python -m tests.faults.forks HOST PORT web worker

A process that starts anew needs more than a second of CPU, so at two kills a second a small machine
would do nothing but start. A fork is there within milliseconds, and runs the same code under the
same database and addresses; only the web server is Django's threaded one. Whoever is killed is
replaced at once. A line on stdout for each: its kind and its process id.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable

import django
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from hms_site.wsgi import application

EACH = 2  # of a kind


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main(host: str, port: str, *wanted: str) -> None:
    does: dict[str, Callable[[], None]] = {"worker": lambda: call_command("deliver")}
    if "web" in wanted:
        listening = socket.create_server((host, int(port)), backlog=128)
        does["web"] = lambda: serve(listening)
    kinds = {kind: does[kind] for kind in wanted}
    running = {fork(kind, run): kind for kind, run in kinds.items() for _ in range(EACH)}
    signal.signal(signal.SIGTERM, lambda *_: end(list(running)))
    while True:
        pid, _ = os.wait()
        kind = running.pop(pid)
        running[fork(kind, kinds[kind])] = kind


def fork(kind: str, run: Callable[[], None]) -> int:
    if pid := os.fork():
        print(kind, pid, flush=True)
        return pid
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        run()
    finally:
        os._exit(1)


def serve(listening: socket.socket) -> None:
    server = ThreadedWSGIServer(("", 0), QuietHandler, bind_and_activate=False)
    server.socket = listening
    server.server_name, server.server_port = listening.getsockname()
    server.setup_environ()
    server.set_app(application)
    server.serve_forever()


def end(pids: list[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    os._exit(0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hms_site.settings")
    django.setup()
    assert settings.configured
    main(*sys.argv[1:])
