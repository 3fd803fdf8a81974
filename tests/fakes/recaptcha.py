"""reCAPTCHA's verify address on this machine, over TLS, as the real client asks it."""

import json
import ssl
import threading
from contextlib import suppress
from urllib.parse import parse_qsl

from .serving import FakeService, QuietHandler

SPENT = {"success": False, "error-codes": ["timeout-or-duplicate"]}


class VerifyServer(FakeService):
    """Says `verdict`, as JSON or, when it is bytes, as it stands; keeps what it was asked.

    A token that it has confirmed is spent: asked again, it says so, as the real one does.

    `silent` makes it take the question and say nothing, `hangs_up` close the line instead,
    `stops_short` close it before the answer is whole, `drips` send a byte now and then, from the
    first line of the answer ("head") or from its text on ("body").
    """

    def __init__(self, certificate):
        super().__init__(Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.verdict = {"success": True}
        self.status = 200
        self.silent = self.hangs_up = self.stops_short = False
        self.drips = ""
        self.asked = []
        self.spent = set()
        self.headers_seen = []
        self.dripped_out = threading.Event()

    @property
    def address(self):
        return f"127.0.0.1:{self.server_port}"


class Handler(QuietHandler):
    def do_POST(self):
        server = self.server
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        server.asked.append(dict(parse_qsl(body, keep_blank_values=True)))
        server.headers_seen.append(dict(self.headers))
        if server.silent:
            server.over.wait(30)
        if server.silent or server.hangs_up:
            return
        if server.drips:
            self.drip({"head": b"HTTP/1.1 200 ", "body": b"HTTP/1.1 200 OK\r\n\r\n"}[server.drips])
            return
        token = server.asked[-1]["response"]
        verdict = SPENT if token in server.spent else server.verdict
        if verdict == {"success": True}:
            server.spent.add(token)
        said = verdict if isinstance(verdict, bytes) else json.dumps(verdict).encode()
        self.send_response(server.status)
        self.send_header("Content-Length", str(len(said) + server.stops_short))
        self.end_headers()
        self.wfile.write(said)

    def drip(self, beginning):
        """Never falls silent for long, and never comes to an end before the line is cut."""
        self.wfile.write(beginning)
        with suppress(OSError):
            while not self.server.over.wait(0.1):
                self.wfile.write(b" ")
        self.server.dripped_out.set()
