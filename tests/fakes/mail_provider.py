"""A mail provider's API on this machine: Postmark's, as django-anymail asks it."""

import json

from .serving import FakeService, QuietHandler

TAKEN = (200, {"ErrorCode": 0, "Message": "OK", "MessageID": "its-own-id"})
REFUSED = (
    422,
    {
        "ErrorCode": 406,
        "Message": "You tried to send to a recipient that has been marked as inactive.\n"
        "Found inactive addresses: refused@example.org.\nInactive recipients are ones that have "
        "generated a hard bounce or a spam complaint.",
    },
)
BROKEN = (500, {"ErrorCode": 100, "Message": "Down for maintenance"})


class MailProvider(FakeService):
    """Keeps the mails it was given in `taken`, and their keys; what it says depends on the address.

    refused@ is on its list of those who get no mail; broken@ meets a failure of its own; silent@
    gets no answer.
    """

    def __init__(self):
        super().__init__(Handler)
        self.taken = []
        self.tokens = []

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(QuietHandler):
    def do_POST(self):
        server = self.server
        mail = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.tokens.append(self.headers["X-Postmark-Server-Token"])
        who = mail["To"].split("@")[0]
        if who == "silent":
            server.over.wait(10)
            return
        status, answer = {"refused": REFUSED, "broken": BROKEN}.get(who, TAKEN)
        if answer["ErrorCode"] == 0:
            server.taken.append(mail)
        body = json.dumps(answer | {"To": mail["To"]}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
