"""A real site: server and worker processes over a database and a mail folder of their own."""

import email
import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .database import query

BASE_DIR = Path(__file__).resolve().parents[2]
WEB = "hms_site.web"
SECONDS_TO_START = 30
SECONDS_TO_STOP = 10
END_OF_MAIL = f"{'-' * 79}\n"


@dataclass(frozen=True)
class Site:
    folder: Path
    environment: dict[str, str]

    @classmethod
    def in_folder(cls, folder: Path, database_url: str) -> "Site":
        """Names every setting, so that neither an `.env` nor the shell changes the outcome."""
        ours = {
            "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
            "JOURNEYS_STATIC_ROOT": str(folder / "static"),
            "DEBUG": "false",
            "SECRET_KEY": secrets.token_hex(32),
            "SITE_URL": new_address(),
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": database_url,
            "ERASED_FILE": str(folder / "erased.txt"),
            "REDIS_URL": "",
            "PAGE_CACHE": "true",
            "SECOND_FACTOR": "false",
            "EMAIL_PROVIDER": "",
            "EMAIL_URL": f"file:///{folder}/mail",
            "INQUIRIES_EMAIL": "desk@example.org",
            "DEFAULT_FROM_EMAIL": "desk@example.org",
            "INQUIRY_RATE": "0",
            "INQUIRY_MINIMUM_SECONDS": "0",
            "LOG_FORMAT": "text",
            "METRICS_PORT": "0",
            "METRICS_ADDRESS": "127.0.0.1",
            "RECAPTCHA_CHECK": "true",
            "RECAPTCHA_PUBLIC_KEY": "",
            "RECAPTCHA_PRIVATE_KEY": "",
            "RECAPTCHA_DOMAIN": "www.recaptcha.net",
            "RELEASE": "",
            "SENTRY_DSN": "",
            "TRUSTED_PROXY_COUNT": "0",
            "WEBHOOK_URL": "",
            "WEBHOOK_SECRET": "",
        }
        return cls(folder, os.environ | ours)

    def configured(self, **changes: str) -> "Site":
        """The same database and mails, other settings: a second server or worker."""
        return replace(self, environment=self.environment | changes)

    @property
    def url(self) -> str:
        return self.environment["SITE_URL"]

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=BASE_DIR, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def deliver(self) -> str:
        return self.manage("deliver", "--once")

    @contextmanager
    def running(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """A process that ends, by its id, no later than the block."""
        name = WEB if WEB in command else command[-1]
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                raise

    @contextmanager
    def served(
        self, workers: int = 1, *, flags: tuple[str, ...] = (), may_complain: bool = False
    ) -> Iterator[None]:
        host, port = urlsplit(self.url).netloc.split(":")
        options = ["--host", host, "--port", port, "--workers", str(workers), *flags]
        with self.running("-m", WEB, *options) as process:
            wait_until(lambda: process.poll() is not None or self.answers())
            assert process.poll() is None, self.log()
            yield
        assert may_complain or "ERROR" not in self.log(), self.log()

    def answers(self) -> bool:
        with closing(http.client.HTTPConnection(urlsplit(self.url).netloc)) as connection:
            try:
                connection.request("HEAD", "/")
            except ConnectionRefusedError:
                return False
            # 301: a site of https leads there, whoever asks
            return connection.getresponse().status in (200, 301)

    def log(self) -> str:
        return (self.folder / f"{WEB}.log").read_text()

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return query(self.environment["DATABASE_URL"], sql, *values)

    def inquiries(self, email: str) -> list[str]:
        """The references of what is stored for this address."""
        asked = "SELECT reference FROM inquiries_inquiry WHERE email = %s"
        return [reference for (reference,) in self.query(asked, email)]

    def mails(self, to: str) -> list[Message]:
        # Django appends mails of one second to one file now and then, each with a line after it
        texts = [file.read_text() for file in (self.folder / "mail").glob("*.log")]
        mails = [
            email.message_from_string(mail) for text in texts for mail in text.split(END_OF_MAIL)
        ]
        return [mail for mail in mails if mail["To"] == to]


def new_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.05)
