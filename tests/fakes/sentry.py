"""A Sentry on this machine: keeps what it is sent, or takes the call and says nothing."""

import gzip
import json
import threading
from itertools import pairwise

import brotli

from .serving import FakeService, QuietHandler

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}


class Sentry(FakeService):
    """`bodies` are the texts of all envelopes, unpacked; `silent` makes it hang."""

    def __init__(self):
        super().__init__(Handler)
        self.silent = False
        self.called = threading.Event()
        self.bodies = []

    @property
    def dsn(self):
        return f"http://0123456789abcdef@127.0.0.1:{self.server_port}/1"

    def events(self):
        """What follows the header of each item that is an event."""
        lines = [line for body in self.bodies for line in body.splitlines()]
        headed = pairwise(lines)
        return [json.loads(item) for head, item in headed if '"type":"event"' in head]


class Handler(QuietHandler):
    def do_POST(self):
        sentry = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        sentry.bodies.append(UNPACK[self.headers["Content-Encoding"]](body).decode())
        sentry.called.set()
        if sentry.silent:
            sentry.over.wait(30)
            return
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")
