"""The desk among a million inquiries: makes them on PostgreSQL, then times its pages.

DATABASE_URL names the database: an empty one of its own. With --measure, one that was made before.

Prints the median and the 95th percentile of 20 requests to each page, the CPU that Python took for
one, and its queries; ends with 1 when a median is over MOST_MS or
a page has more than MOST_QUERIES.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # needs no collected files

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from bench import million  # noqa: E402
from inquiries.models import Inquiry, KeptSearch, Prospect  # noqa: E402
from programs.models import Program  # noqa: E402

MOST_MS, MOST_QUERIES = 300, 12
REQUESTS = 20
LIST = "/admin/inquiries/inquiry/"
settings.CONTENT_STAMP_SECONDS = settings.DESK_KEPT_SECONDS = 1  # as in production


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--measure", action="store_true", help="the rows are there already")
    arguments.add_argument("--number", type=int, default=1_000_000)
    given = arguments.parse_args()
    if connection.vendor != "postgresql":
        sys.exit("Name a PostgreSQL database in DATABASE_URL, an empty one of its own.")
    if not given.measure:
        if connection.introspection.table_names():
            sys.exit("The database in DATABASE_URL is not empty. Name an empty one, or --measure.")
        million.make(given.number)
    print(f"load {os.getloadavg()[0]:.1f}")
    print(f"{'page':46}{'median':>9}{'p95':>9}{'CPU':>9}{'queries':>9}")
    over = [name for name, address in pages() if is_over(name, address)]
    for name in over:
        print(f"over {MOST_MS} ms or {MOST_QUERIES} queries: {name}")
    return 1 if over else 0


def is_over(name: str, address: str) -> bool:
    client = desk()
    ask(client, address)  # reads what a process keeps
    with CaptureQueriesContext(connection) as captured:
        ask(client, address)
        queries = len(captured)
    start = time.process_time()
    times = sorted(timed(lambda: ask(client, address)) for _ in range(REQUESTS))
    cpu = (time.process_time() - start) * 1000 / REQUESTS
    median, p95 = statistics.median(times), times[int(REQUESTS * 0.95) - 1]
    print(f"{name:46}{median:>6.0f} ms{p95:>6.0f} ms{cpu:>6.0f} ms{queries:>9}", flush=True)
    return median > MOST_MS or queries > MOST_QUERIES


def timed(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def ask(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    assert response.content


def account() -> User:
    return User.objects.get(username=million.STAFF[0])


def desk() -> Client:
    client = Client()
    client.force_login(account())
    return client


def pages() -> Iterator[tuple[str, str]]:
    program = Program.objects.order_by("pk").first()
    assert program is not None
    yield "front page", "/admin/"
    yield "list", LIST
    yield "list with counts", f"{LIST}?_facets=True"
    yield "list, mine", f"{LIST}?state=open&owner=me"
    yield "list, program and region", f"{LIST}?program={program.pk}&region=africa"
    yield "list, same with counts", f"{LIST}?program={program.pk}&region=africa&_facets=True"
    yield "list, country and state", f"{LIST}?country=DE&state=closed"
    yield "list, rare country and mails that came back", f"{LIST}?country=NR&delivery=returned"
    yield "list, further mail and two interests", f"{LIST}?mail=yes&interest={interests()}"
    yield "list, by name", f"{LIST}?o=1"
    yield "list, page 50", f"{LIST}?p=50"
    yield "list, page 200", f"{LIST}?p=200"
    for name, words in searches().items():
        key = KeptSearch.objects.keep(account(), words).key
        yield f"search, {name}", f"{LIST}?found={key}"
    key = KeptSearch.objects.keep(account(), "mar").key
    yield (
        "search, common, and two facets with counts",
        (f"{LIST}?found={key}&country=DE&state=closed&_facets=True"),
    )
    answered = Inquiry.objects.kept().filter(state="answered").order_by("pk")[1000]
    yield "inquiry", f"{LIST}{answered.pk}/change/"
    several = Prospect.objects.filter(pk__lt=50_000).annotate(n=Count("inquiries"))
    person = several.order_by("-n", "pk").first()
    assert person is not None
    yield "person", f"/admin/inquiries/prospect/{person.pk}/change/"
    try:
        yield "reports", reverse("admin:inquiries_reports")
    except NoReverseMatch:
        print("reports: there is no such page yet")


def interests() -> str:
    from inquiries.models import FormOption

    first, second = FormOption.objects.filter(kind="interest").order_by("pk")[:2]
    return f"{first.pk}&interest={second.pk}"


def searches() -> dict[str, str]:
    someone = Inquiry.objects.kept().exclude(last_name="").order_by("pk")[500]
    return {
        "half a name, rare": f"{someone.first_name} {someone.last_name[:4]}",
        "half a name, common": "mar",
        "two letters": "ng",
        "with accents left out": "muller",
        "another script": "мари",
        "e-mail address": someone.email,
        "reference": f"{someone.reference[:4]} {someone.reference[4:]}".lower(),
        "employer": "hospital",
        "nothing found": "xqzwvy",
    }


if __name__ == "__main__":
    sys.exit(main())
