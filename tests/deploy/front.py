"""nginx, from the configuration that we ship, in front of one web process of the real site."""

import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import trustme

from tests.journeys.site import BASE_DIR, Site, wait_until

SHIPPED = BASE_DIR / "deploy" / "nginx"
HOST = "localhost"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 40  # longer than deploy/web waits before it kills
SAY_WHAT_IS_KEPT = "add_header X-Cache $upstream_cache_status always;\n"
KEPT = ("HIT", "REVALIDATED")  # the second where a slow machine took more than its second


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def kept(self) -> str | None:
        """HIT, MISS and the like; None where the cache was not looked at."""
        return self.headers["X-Cache"]

    @property
    def cookies(self) -> str:
        return "; ".join(line.split(";")[0] for line in self.headers.get_all("Set-Cookie", []))


@dataclass
class Front:
    folder: Path
    http_port: int
    https_port: int
    trust: ssl.SSLContext

    @property
    def origin(self) -> str:
        return f"https://{HOST}:{self.https_port}"

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def socket(self) -> Path:
        return self.folder / "run" / "web-1.sock"

    def connect(self, address: str = "127.0.0.1", alpn: str = "http/1.1") -> ssl.SSLSocket:
        """From `address`, of which the loopback has many."""
        self.trust.set_alpn_protocols([alpn])
        plain = socket.create_connection(("127.0.0.1", self.https_port), 30, (address, 0))
        return self.trust.wrap_socket(plain, server_hostname=HOST)

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: str | bytes | None = None,
        address: str = "127.0.0.1",
        **headers: str,
    ) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPSConnection(HOST, self.https_port)) as connection:
            connection.sock = self.connect(address)
            connection.request(method, path, body, named)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    def send(self, raw: bytes) -> bytes:
        """What no client library would write, and the whole answer to it."""
        with self.connect() as connection:
            connection.sendall(raw)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def post(self, path: str, form: str, body: str, **more: str) -> Answer:
        """The form at `path`, opened first for its token and cookie."""
        page = self.ask(path, **more)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token, page.text
        headers = {"Cookie": page.cookies, "Origin": self.origin, "Content_Type": form} | more
        return self.ask(path, "POST", f"csrfmiddlewaretoken={token[1]}&{body}", **headers)

    def logged(self) -> list[str]:
        return (self.folder / "log" / "access.log").read_text().splitlines()

    def kept(self, zone: str) -> list[str]:
        """The keys of what is in the cache."""
        files = (self.folder / "cache" / zone).rglob("*")
        found = [
            re.search(rb"\nKEY: (.*)\n", file.read_bytes()) for file in files if file.is_file()
        ]
        return [key[1].decode() for key in found if key]

    def keep(self, path: str) -> Answer:
        """Asks until nginx has kept the page."""
        for _ in range(4):
            answer = self.ask(path)
            if answer.kept in KEPT:
                return answer
        raise AssertionError(f"{path} is not kept: {answer.kept}")

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """No socket, as after a web process has ended."""
        away = self.socket.with_suffix(".away")
        self.socket.rename(away)
        try:
            yield
        finally:
            away.rename(self.socket)
        self.wait()

    def wait(self) -> None:
        """Until the site answers: at its start, and once nginx asks it again after an outage."""
        deadline = time.monotonic() + SECONDS_TO_START
        while (said := self.ask("/accounts/login/")).status != 200:
            assert time.monotonic() < deadline, said.text
            time.sleep(0.1)


def rendered(folder: Path, front: Front) -> Path:
    """The configuration as shipped, on other ports, in other places, with shorter waits."""
    config = folder / "nginx"
    shutil.copytree(SHIPPED, config)
    others = {
        "user www-data;": "user root;" if os.geteuid() == 0 else "",
        "worker_processes auto;": "worker_processes 1;",
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
        "/var/log/nginx/": f"{folder}/log/",
        "/var/cache/nginx/": f"{folder}/cache/",
        "/var/lib/hms-masters": str(front.var),
        "/run/hms-masters/": f"{folder}/run/",
        "/etc/nginx/tls/": f"{folder}/tls/",
        "listen [::]:80": "# listen",
        "listen [::]:443": "# listen",
        "listen 80": f"listen 127.0.0.1:{front.http_port}",
        "listen 443": f"listen 127.0.0.1:{front.https_port}",
        "https://$server_name$request_uri": f"{front.origin}$request_uri",
        "fail_timeout=5s": "fail_timeout=1s",
    }
    change(config / "nginx.conf", others)
    change(config / "site" / "name.conf", {"masters.example.org": HOST})
    others = {
        "proxy_read_timeout 8s": "proxy_read_timeout 1s",
        "add_header X-Request-ID": f"{SAY_WHAT_IS_KEPT}add_header X-Request-ID",
    }
    change(config / "site" / "proxy.conf", others)
    places = "".join(
        f"{kind}_temp_path {folder}/temp/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "scgi", "uwsgi")
    )
    (config / "nginx.conf").write_text(
        (config / "nginx.conf").read_text().replace("http {\n", f"http {{\n{places}", 1)
    )
    return config / "nginx.conf"


def change(file: Path, others: dict[str, str]) -> None:
    text = file.read_text()
    for ours, other in others.items():
        assert ours in text, f"{ours} is not in {file.name} any more"
        text = text.replace(ours, other)
    file.write_text(text)


def front_in(folder: Path) -> Front:
    for name in ("run", "log", "cache", "temp", "tls", "var/media", "var/static"):
        (folder / name).mkdir(parents=True)
    authority = trustme.CA()
    certificate = authority.issue_cert(HOST)
    certificate.private_key_pem.write_to_path(folder / "tls" / "privkey.pem")
    certificate.cert_chain_pems[0].write_to_path(folder / "tls" / "fullchain.pem")
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        ports = one.getsockname()[1], two.getsockname()[1]
    return Front(folder, *ports, trust)


def site_behind(front: Front) -> Site:
    changes = {
        "DJANGO_SETTINGS_MODULE": "tests.deploy.settings",
        "DEPLOY_VAR": str(front.var),
        "SITE_URL": front.origin,
        "ALLOWED_HOSTS": HOST,
        "TRUSTED_PROXY_COUNT": "1",
    }
    url = f"sqlite:///{front.folder}/db.sqlite3"
    return Site.in_folder(front.folder, url).configured(**changes)


@contextmanager
def running(front: Front, site: Site, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process with all that it starts, until the block ends."""
    with (front.folder / "log" / f"{Path(command[0]).name}.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=BASE_DIR, env=site.environment, stdout=log, stderr=log, process_group=0
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


@contextmanager
def hanging(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Takes connections and answers none."""
    os.killpg(process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGCONT)


@contextmanager
def started(front: Front, site: Site) -> Iterator[subprocess.Popen[bytes]]:
    config = rendered(front.folder, front)
    with ExitStack() as both:
        web = ("deploy/web", "--uds", str(front.socket))
        process = both.enter_context(running(front, site, *web))
        nginx = ("nginx", "-c", str(config), "-g", "daemon off;")
        both.enter_context(running(front, site, *nginx))
        wait_until(lambda: is_listening(front.https_port))
        yield process


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        time.sleep(0.02)
        return probe.connect_ex(("127.0.0.1", port)) == 0
