"""A Sentry on this machine: keeps what it is sent, or takes the call and says nothing."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import brotli

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}


class Sentry(ThreadingHTTPServer):
    """`bodies` are the texts of all envelopes, unpacked; `silent` makes it hang."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.silent = False
        self.called = threading.Event()
        self.bodies = []
        self.over = threading.Event()

    @property
    def dsn(self):
        return f"http://0123456789abcdef@127.0.0.1:{self.server_port}/1"

    def events(self):
        """What follows the header of each item that is an event."""
        lines = [line for body in self.bodies for line in body.splitlines()]
        headed = pairwise(lines)
        return [json.loads(item) for head, item in headed if '"type":"event"' in head]

    def __enter__(self):
        self.thread = threading.Thread(target=self.serve_forever, args=(0.01,))
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.shutdown()
        self.thread.join()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
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

    def log_message(self, *_):
        """Nothing: pytest would show it among the results."""
