"""A CRM on this machine. It takes events, and does with a call whatever a test tells it to."""

import json
import socket
from collections import Counter

from .serving import FakeService, QuietHandler

FOR_A_TEST = "whsec_b25seS1mb3ItdGhlLXRlc3Rz"


class Crm(FakeService):
    """Keeps the bodies of all events it took in `taken`, and every call's headers in `headers`.

    `status` is what it answers, with `said` and `more` headers; an unknown program code is a 400
    when `codes` says which it knows. `silent` makes it take the call and say nothing, `drips`
    answer by a byte at a time, `hangs_up` close the line after it has taken the event.
    """

    def __init__(self, port=0):
        super().__init__(Handler, port)
        self.status, self.said, self.more = 202, b"", {}
        self.codes = None
        self.silent = self.drips = self.hangs_up = False
        self.taken, self.headers = [], []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/inquiries?from=site"

    def events(self):
        """How often each key was taken."""
        return Counter(headers["webhook-id"] for headers in self.headers)


class Handler(QuietHandler):
    def do_POST(self):
        crm = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        crm.headers.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
        if crm.silent:
            crm.over.wait(30)
            return
        if crm.drips:
            self.drip()
            return
        status, said = self.judge(json.loads(body))
        if status < 300:
            crm.taken.append(body)
        if crm.hangs_up:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(status)
        for name, value in crm.more.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def judge(self, event):
        crm = self.server
        asked = [program["code"] for program in event["data"].get("programs", [])]
        if crm.codes is not None and not set(asked) <= set(crm.codes):
            return 400, b"Unknown program"
        return crm.status, crm.said

    def drip(self):
        """A header that never ends."""
        try:
            while not self.server.over.wait(0.1):
                self.wfile.write(b"H")
        except OSError:
            pass
