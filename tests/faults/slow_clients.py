"""Two hundred who send the form a few letters at a time, while others send it as people do."""

import http.client
import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlencode, urlsplit

from tests.journeys.site import Site

from .clients import Answer, Form
from .nginx import nginx
from .people import People
from .world import World

SLOW, TIMES, EACH = 200, 30, 0.25  # a request in so many parts, so many seconds between two


class SlowClient:
    def __init__(self, form: Form, email: str) -> None:
        self.email, self.began = email, time.monotonic()
        body = urlencode({**form.said, "email": email})
        headers = {**form.headers, "Content-Length": str(len(body)), "Connection": "close"}
        host = urlsplit(form.site.url).netloc
        head = "".join(f"{name}: {said}\r\n" for name, said in {"Host": host, **headers}.items())
        self.left = f"POST /brochure/ HTTP/1.1\r\n{head}\r\n{body}".encode()
        self.part = len(self.left) // TIMES + 1
        name, port = host.split(":")
        self.line = socket.create_connection((name, int(port)), timeout=60)

    def say_a_little(self) -> None:
        with suppress(OSError):
            self.line.sendall(self.left[: self.part])
        self.left = self.left[self.part :]

    def answer(self) -> Answer:
        status = 0
        with self.line, suppress(OSError, http.client.HTTPException):
            said = http.client.HTTPResponse(self.line)
            said.begin()
            status = said.status
        return Answer(self.began, time.monotonic(), status)


def slow_clients(world: World, people: People) -> None:
    with nginx(world.site.url) as address:
        site = world.site.configured(SITE_URL=address)
        with people.sending(site):
            send_slowly(site, people)


def send_slowly(site: Site, people: People) -> None:
    form = Form(site)
    clients = [SlowClient(form, f"{people.prefix}s{n}@example.org") for n in range(SLOW)]
    for _ in range(TIMES):
        for client in clients:
            client.say_a_little()
        time.sleep(EACH)
    listening = [threading.Thread(target=hear, args=[client, people]) for client in clients]
    for thread in listening:
        thread.start()
    for thread in listening:
        thread.join()


def hear(client: SlowClient, people: People) -> None:
    """Slow by their own choice: of them only whether they were thanked is counted."""
    answer = client.answer()
    people.slow.append(answer.status)
    if answer.status == 303:
        people.tally.thanked.add(client.email)
    else:
        people.tally.given_up.add(client.email)
