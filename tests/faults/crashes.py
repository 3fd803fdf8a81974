"""Kills web and worker processes, crashes the database, cuts the mail server's line; counts.

    python -m tests.faults.crashes [--posts 1000] [--every 0.5] [--database sqlite]

People send the form, a tenth of them twice, and send again whatever was not answered. Nothing that
was acknowledged may be lost, nothing may be there twice or in half, and nobody may get a second
mail but where the mail server took the first one and the line broke. Loopback only; it ends by
itself, within LONGEST seconds. Exit 1 when any of that does not hold.
"""

import argparse
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.fakes.crm import FOR_A_TEST, Crm
from tests.fakes.smtp import MailServer
from tests.journeys.site import Site

from .clients import Form, Tally, send_all
from .postgres import Cluster
from .processes import Forks
from .site import doubled, prepare

LONGEST = 900
# of the database, so that each falls into the middle of the run
CRASHES_AFTER = (8, 20)
WAY_DOWN = 1.0
COUNTS = {
    "stored": "SELECT count(*) FROM inquiries_inquiry",
    "doubled": "SELECT count(*) FROM (SELECT email FROM inquiries_inquiry"
    " GROUP BY email HAVING count(*) > 1) AS twice",
    "half-written": "SELECT count(*) FROM inquiries_inquiry AS inquiry WHERE NOT EXISTS"
    " (SELECT 1 FROM inquiries_inquiryprogram WHERE inquiry_id = inquiry.id)"
    " OR NOT EXISTS (SELECT 1 FROM inquiries_inquiryinterest WHERE inquiry_id = inquiry.id)"
    " OR NOT EXISTS (SELECT 1 FROM inquiries_delivery WHERE inquiry_id = inquiry.id)",
    "not sent in the end": "SELECT count(*) FROM inquiries_delivery WHERE state <> 'sent'",
}
MUST_BE_NONE = (
    "lost", "refused or given up", "doubled", "half-written", "not sent in the end",
    "people without a mail", "doubled mails with another id", "unknown to the CRM",
)  # fmt: skip


class CuttingServer(MailServer):
    """Breaks the line after taking every tenth mail, the first time it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.cut: set[str] = set()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer: str = await super().handle_DATA(server, session, envelope)
        message_id = self.taken[-1]["Message-ID"]
        if len(self.taken) % 10 == 0 and message_id not in self.cut:
            self.cut.add(message_id)
            server.transport.abort()
        return answer


class Kills(threading.Thread):
    """Kills one of the site's processes every few moments."""

    def __init__(self, forks: Forks, every: float) -> None:
        super().__init__(daemon=True)
        self.forks, self.every = forks, every
        self.over = threading.Event()
        self.kills: Counter[str] = Counter()

    def run(self) -> None:
        for kind in cycle(self.forks.kinds):
            if self.over.wait(self.every):
                return
            self.forks.kill(kind)
            self.kills[f"{kind} processes killed"] += 1


def main() -> None:
    options = read_options()
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"Not over after {LONGEST} seconds."))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started ends with us
    signal.alarm(LONGEST)
    with (
        TemporaryDirectory() as folder,
        database(options.database, Path(folder)) as (url, crash),
        CuttingServer() as mail_server,
        Crm() as crm,
    ):
        site = Site.in_folder(Path(folder), url).configured(
            EMAIL_URL=f"smtp://127.0.0.1:{mail_server.port}",
            WEBHOOK_URL=crm.url,
            WEBHOOK_SECRET=FOR_A_TEST,
        )
        prepare(site)
        tally, kills = run_with_faults(site, options, crash)
        settle(site)
        report = {**kills, **judge(site, tally, mail_server, crm)}
    for name, number in report.items():
        print(f"{name:32} {number}")
    sys.exit(1 if any(report[name] for name in MUST_BE_NONE) else 0)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--every", type=float, default=0.5, help="seconds between two kills")
    parser.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    return parser.parse_args()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[tuple[str, Callable[[], None] | None]]:
    """Its address, and what crashes it and starts it again; SQLite has no process to crash."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/db.sqlite3", None
        return
    with Cluster() as cluster:

        def crash() -> None:
            cluster.crash()
            time.sleep(WAY_DOWN)
            cluster.start()

        yield cluster.url, crash


def run_with_faults(
    site: Site, options: argparse.Namespace, crash: Callable[[], None] | None
) -> tuple[Tally, dict[str, int]]:
    people = [f"ada-{number}@example.org" for number in range(options.posts * 10 // 11)]
    emails = people + people[::10]  # a tenth of them twice
    crashes = [threading.Timer(after, crash) for after in CRASHES_AFTER] if crash else []
    with Forks(site, "web", "worker") as forks:
        form = Form(site)
        kills = Kills(forks, options.every)
        for thread in (kills, *crashes):
            thread.start()
        began = time.monotonic()
        tally = send_all(form, emails)
        took = time.monotonic() - began
        for timer in crashes:
            timer.join()
        kills.over.set()
        kills.join()
    return tally, {
        **kills.kills,
        "database crashes": len(crashes),
        "seconds of the run": round(took),
    }


def settle(site: Site) -> None:
    """All is well again: what killed workers held, and what waits for its next try, is due now."""
    for _ in range(3):
        site.query(
            "UPDATE inquiries_delivery SET lease_until = '2020-01-01' WHERE state = 'leased'"
        )
        site.query("UPDATE inquiries_delivery SET next_at = '2020-01-01' WHERE state = 'pending'")
        site.deliver()


def judge(site: Site, tally: Tally, mail_server: CuttingServer, crm: Crm) -> dict[str, int]:
    counts = {name: site.query(sql)[0][0] for name, sql in COUNTS.items()}
    stored = {email for (email,) in site.query("SELECT email FROM inquiries_inquiry")}
    copies = Counter(mail["Message-ID"] for mail in mail_server.taken)
    to_people = {
        mail["Message-ID"]: mail["To"] for mail in mail_server.taken if mail["To"] in stored
    }
    mailed = Counter(to_people.values())
    return {
        "posts, with those sent again": tally.posts,
        "posts without an answer": tally.failures,
        "people thanked": len(tally.thanked),
        **counts,
        "lost": len(tally.thanked - stored),
        "refused or given up": len(tally.refused) + len(tally.given_up),
        "mails taken": len(mail_server.taken),
        "lines cut after taking": len(mail_server.cut),
        "doubled mails, same id": doubled(copies),
        "most copies of one mail": max(copies.values(), default=0),
        "people without a mail": len(stored - mailed.keys()),
        "doubled mails with another id": doubled(mailed),
        "unknown to the CRM": len(stored) - len(crm.events()),
        "doubled CRM calls, same key": doubled(crm.events()),
        "slowest answer in ms": round(tally.slowest * 1000),
    }


if __name__ == "__main__":
    main()
