"""A mail server on this machine. What it does with a mail is up to the address it goes to."""

import asyncio
import socket
from contextlib import contextmanager
from email import message_from_bytes, policy
from threading import Event, Thread

from aiosmtpd.controller import Controller

REFUSED = "550 5.1.1 No such mailbox here"
LATER = "450 4.2.0 Greylisted, come back later"


class MailServer(Controller):
    """Keeps the mails it took, in `taken`; those who wrote, in `asked`.

    refused@ is refused and later@ put off; refused-text@ the same once the text has come. lost@ is
    taken, but the line breaks before the sender learns of it; gone@ breaks the line at once, and
    tarpit@ gets an answer that goes on and on, a little at a time.
    Each mail is acknowledged after `pause` seconds; `arrived` is set before.
    """

    def __init__(self, port=0):
        super().__init__(self, hostname="127.0.0.1", port=port)
        self.taken = []
        self.asked = []
        self.arrived = Event()
        self.pause = 0

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked.append(address)
        who = address.split("@")[0]
        if who == "gone":
            server.transport.abort()
        if who == "tarpit":
            await self.drip(server)
        if who not in {"refused", "later"}:
            envelope.rcpt_tos.append(address)
        return {"refused": REFUSED, "later": LATER}.get(who, "250 OK")

    async def drip(self, server):
        for _ in range(100):
            await server.push("250-One moment")
            await asyncio.sleep(0.05)

    async def handle_DATA(self, server, session, envelope):
        who = envelope.rcpt_tos[0].split("@")[0]
        if who == "refused-text":
            return REFUSED
        mail = message_from_bytes(envelope.original_content, policy=policy.default)
        self.taken.append(mail)
        self.arrived.set()
        await asyncio.sleep(self.pause)
        if who == "lost":
            server.transport.abort()
        return "250 OK"


@contextmanager
def greeting(text):
    """A server that greets its first visitor with this and hangs up; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet():
            line, _ = server.accept()
            with line:
                line.sendall(f"{text}\r\n".encode())

        thread = Thread(target=greet)
        thread.start()
        yield server.getsockname()[1]
        thread.join()
