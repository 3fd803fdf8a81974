"""The site as it runs for visitors, with all that it leans on, of its own and on loopback."""

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from tests.fakes.smtp import MailServer
from tests.journeys.site import Site, new_address

from .link import Link
from .postgres import Cluster
from .processes import Forks, Redis, wait_for, web
from .site import prepare
from .small_disk import small_disk

T = TypeVar("T")
MEGABYTES = {"small disk": 320, "sqlite": 64}
SECONDS_FOR_MAILS = 150
OWED = "SELECT count(*) FROM inquiries_delivery WHERE state <> 'sent'"
# of workers that were killed: leased for five minutes, half a minute ago
DUE_NOW = (
    "UPDATE inquiries_delivery SET lease_until = '2020-01-01'"
    " WHERE state = 'leased' AND lease_until < %s"
)
TRY_NOW = (
    "UPDATE inquiries_delivery SET next_at = '2020-01-01', attempts = 1 WHERE state = 'pending'"
)


class DatedServer(MailServer):
    """Also notes when it took each mail."""

    def __init__(self) -> None:
        super().__init__()
        self.taken_at: list[float] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer: str = await super().handle_DATA(server, session, envelope)
        self.taken_at.append(time.monotonic())
        return answer


@dataclass
class World:
    """`bare` asks the database directly, whatever stands between it and the `site`."""

    site: Site
    bare: Site
    workers: Forks
    mails: DatedServer
    mail_line: Link
    redis: Redis
    disk: Path | None = None
    cluster: Cluster | None = None
    line: Link | None = None

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.bare.query(sql, *values)

    def settle(self) -> dict[str, int]:
        """What came of the mails once all is well again, and what killed workers held is due."""
        until = time.monotonic() + SECONDS_FOR_MAILS
        while self.query(OWED) != [(0,)] and time.monotonic() < until:
            left_by_killed = datetime.now(UTC) + timedelta(minutes=4, seconds=30)
            self.query(DUE_NOW, f"{left_by_killed:%Y-%m-%d %H:%M:%S}+00")
            self.query(TRY_NOW)
            time.sleep(3)
        owed = Counter(key for (key,) in self.query("SELECT key FROM inquiries_delivery"))
        sent = Counter(mail["Message-ID"][1:].split("@")[0] for mail in self.mails.taken)
        return {
            "mails owed": len(owed),
            "lost": len(owed - sent),
            "unknown": len(sent - owed - Counter(sent - owed)),
            "sent again under the same id": sum((sent - owed).values()),
        }


@contextmanager
def world(kind: str, store: Path) -> Iterator[World]:
    """On PostgreSQL, on PostgreSQL with a small disk, or on SQLite with one.

    `store` keeps a prepared database of each engine, and the collected files.
    """
    with ExitStack() as stack:
        folder = Path(mkdtemp())
        folder.chmod(0o711)  # PostgreSQL's own user passes through
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        disk = cluster = line = None
        if kind in MEGABYTES:
            disk = stack.enter_context(small_disk(folder / "disk", MEGABYTES[kind]))
        if disk and kind == "sqlite":
            shutil.copy(sqlite_in(store), disk)
            url = bare_url = f"sqlite:///{disk}/db.sqlite3"
        else:
            cluster = stack.enter_context(Cluster(disk, like=postgres_in(store)))
            line = stack.enter_context(Link(int(cluster.port)))
            url, bare_url = cluster.url.replace(cluster.port, str(line.port)), cluster.url
        redis = stack.enter_context(Redis(folder))
        mails = stack.enter_context(DatedServer())
        mail_line = stack.enter_context(Link(mails.port))
        site = Site.in_folder(folder, url).configured(
            EMAIL_URL=f"smtp://127.0.0.1:{mail_line.port}/?timeout=3",
            REDIS_URL=redis.url,
            JOURNEYS_STATIC_ROOT=str(store / "static"),
        )
        stack.enter_context(web(site))
        workers = stack.enter_context(Forks(site, "worker"))
        wait_for(site.answers)
        bare = site.configured(DATABASE_URL=bare_url)
        yield World(site, bare, workers, mails, mail_line, redis, disk, cluster, line)


def postgres_in(store: Path) -> Path:
    """The files of a PostgreSQL that holds all content; made once in a run."""
    data = store / "data"
    if not data.exists():
        with Cluster() as cluster:
            prepare(Site.in_folder(store, cluster.url))
            cluster.stop()
            shutil.move(cluster.folder / "data", data)
    return data


def sqlite_in(store: Path) -> Path:
    file = store / "db.sqlite3"
    if not file.exists():
        prepare(Site.in_folder(store, f"sqlite:///{file}"))
    return file


@contextmanager
def another(
    site: Site, serve: Callable[[Site], AbstractContextManager[T]], **settings: str
) -> Iterator[tuple[Site, T]]:
    """The same site, served a second time in another way or with other settings."""
    second = site.configured(SITE_URL=new_address(), **settings)
    with serve(second) as server:
        wait_for(second.answers)
        yield second, server
