"""Mail server, CRM and captcha all down, a thousand forms sent; then all up again: what came of it?

    python -m tests.faults.outage [--posts 1000] [--clients 16] [--minutes 10]

Runs on this machine alone, on the database of DATABASE_URL (a new one; left out: SQLite), within
`--minutes`. Exit code 1 when a form was refused, or anything was lost or came twice.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.fakes.crm import FOR_A_TEST, Crm
from tests.fakes.smtp import MailServer
from tests.journeys.database import own_database
from tests.journeys.site import WEB, Site, new_address, wait_until

from .clients import Form
from .site import doubled, prepare

SHARE_REPEATED = 0.1
DOWN_FOR = 5  # seconds that the workers meet nobody, once all forms are in
DUE = "SELECT count(*) FROM inquiries_delivery WHERE state IN ('pending', 'leased')"
BY_KIND = "SELECT kind, key, state FROM inquiries_delivery"
IN_SHELL = "from inquiries.models import Delivery, Inquiry; from inquiries.actions import confirm; "
SEND_NOW = IN_SHELL + "Delivery.objects.send_now()"
CONFIRM = IN_SHELL + "[confirm(inquiry) for inquiry in Inquiry.objects.unconfirmed()]"
TICKED = {"captcha-shown": "1", "g-recaptcha-response": "the-token"}


@dataclass
class Outside:
    """What the site reaches outside of itself, on ports that nobody listens at until `up`."""

    mail_port: int = field(default_factory=lambda: new_port())
    crm_port: int = field(default_factory=lambda: new_port())
    captcha_port: int = field(default_factory=lambda: new_port())

    @property
    def settings(self) -> dict[str, str]:
        return {
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "WEBHOOK_URL": f"http://127.0.0.1:{self.crm_port}/",
            "WEBHOOK_SECRET": FOR_A_TEST,
            "RECAPTCHA_PUBLIC_KEY": "public",
            "RECAPTCHA_PRIVATE_KEY": "private",
            "RECAPTCHA_DOMAIN": f"127.0.0.1:{self.captcha_port}",
        }

    @contextmanager
    def up(self) -> Iterator[tuple[MailServer, Crm]]:
        with MailServer(self.mail_port) as mails, Crm(self.crm_port) as crm:
            yield mails, crm


@dataclass
class Figures:
    """What came of it; `wrong` lists what must not be."""

    answers: Counter[int]
    wanted: int
    stored: int
    kinds: Counter[str]
    unsent: int
    mailed: Counter[str]
    called: Counter[str]

    @property
    def lines(self) -> list[tuple[str, object]]:
        return [
            ("answers", dict(self.answers)),
            ("people who asked", self.wanted),
            ("stored", self.stored),
            ("doubled", self.stored - self.wanted),
            ("owed, by kind", dict(self.kinds)),
            ("unsent", self.unsent),
            ("mailed", len(self.mailed)),
            ("doubled mails", doubled(self.mailed)),
            ("events the CRM has", len(self.called)),
            ("doubled CRM calls", doubled(self.called)),
        ]

    @property
    def wrong(self) -> list[str]:
        calls = self.kinds["webhook"]
        right = {
            "a form was refused": set(self.answers) == {303},
            "an inquiry was lost or doubled": self.stored == self.wanted,
            "a mail or a call is still owed": self.unsent == 0,
            "a mail was lost": len(self.mailed) == sum(self.kinds.values()) - calls,
            "a mail was doubled": doubled(self.mailed) == 0,
            "the CRM does not know of all": len(self.called) == calls == self.wanted,
            "the CRM was called twice": doubled(self.called) == 0,
            "an answer is owed twice, or not": set(self.kinds.values()) == {self.wanted},
        }
        return [what for what, holds in right.items() if not holds]


def main() -> int:
    options = arguments()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database_url = stack.enter_context(own_database(folder))
        outside = Outside()
        site = Site.in_folder(folder, database_url).configured(**outside.settings)
        prepare(site)
        stack.enter_context(serving(site))
        stack.enter_context(site.running("manage.py", "deliver"))
        stack.enter_context(site.running("manage.py", "deliver"))
        until = time.monotonic() + options.minutes * 60
        say(f"All down: {options.posts} posts at {options.clients} clients")
        emails, form = addresses(options.posts), Form(site, TICKED)
        begun = time.monotonic()
        with ThreadPoolExecutor(options.clients) as clients:
            answers = Counter(clients.map(lambda email: send(form, email), emails))
        say(f"Answered within {time.monotonic() - begun:.0f} s")
        if set(answers) != {303}:
            print(*complaints(site), sep="\n", flush=True)
        time.sleep(DOWN_FOR)
        mails, crm = stack.enter_context(outside.up())
        say("All up")
        work_off(site, until)
        site.manage("shell", "-v0", "-c", CONFIRM)
        say("Addresses confirmed")
        work_off(site, until)
        figures = look(site, set(emails), answers, mails, crm)
    return report(figures)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--minutes", type=float, default=10, help="give up after these")
    return parser.parse_args()


@contextmanager
def serving(site: Site) -> Iterator[None]:
    """Like Site.served, but an ERROR in the log is what we are here for: the captcha is away."""
    host, port = urlsplit(site.url).netloc.split(":")
    options = ["--host", host, "--port", port, "--workers", "2"]
    with site.running("-m", WEB, *options) as process:
        wait_until(lambda: process.poll() is not None or site.answers())
        yield


def addresses(number: int) -> list[str]:
    """One for each post, of which one in ten is another's, sent again; in no order."""
    people = [f"ada-{n}@example.org" for n in range(number - round(number * SHARE_REPEATED))]
    emails = people + random.sample(people, number - len(people))
    random.shuffle(emails)
    return emails


def send(form: Form, email: str) -> int:
    try:
        return form.send(email)
    except OSError:
        return 0  # no answer at all


def complaints(site: Site) -> list[str]:
    """What the server's log ends its tracebacks with, each once, with how often."""
    ends = re.findall(r"^[\w.]+(?:Error|Exception|Warning)\b.*", site.log(), re.MULTILINE)
    return [f"{times} x {said}" for said, times in Counter(ends).most_common(10)]


def work_off(site: Site, until: float) -> None:
    """What a member of staff does after an outage: "Send all waiting now"; then the workers."""
    site.manage("shell", "-v0", "-c", SEND_NOW)
    while site.query(DUE) != [(0,)] and time.monotonic() < until:
        time.sleep(1)


def look(
    site: Site, people: set[str], answers: Counter[int], mails: MailServer, crm: Crm
) -> Figures:
    rows = site.query(BY_KIND)
    return Figures(
        answers=answers,
        wanted=len(people),
        stored=site.query("SELECT count(*) FROM inquiries_inquiry")[0][0],
        kinds=Counter(kind for kind, _, _ in rows if kind != "warning"),
        unsent=sum(state != "sent" for _, _, state in rows),
        mailed=Counter(
            mail["Message-ID"] for mail in mails.taken if not is_a_warning(mail["Message-ID"], rows)
        ),
        called=crm.events(),
    )


def is_a_warning(message_id: str, rows: list[tuple[str, str, str]]) -> bool:
    """That many unconfirmed inquiries had piled up was mailed as well, rightly."""
    return message_id[1:].split("@")[0] in {key for kind, key, _ in rows if kind == "warning"}


def report(figures: Figures) -> int:
    for name, figure in figures.lines:
        print(f"{name:20} {figure}")
    for what in figures.wrong:
        print(f"WRONG: {what}")
    return 1 if figures.wrong else 0


def new_port() -> int:
    return urlsplit(new_address()).port or 0


def say(what: str) -> None:
    print(time.strftime("%H:%M:%S"), what, flush=True)


if __name__ == "__main__":
    sys.exit(main())
