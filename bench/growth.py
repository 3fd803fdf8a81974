"""How pages grow with what is stored: python bench/growth.py, for 10, 1,000 and 100,000 of each.

Each size in a database of its own: in var/bench/, or, with DATABASE_URL set to PostgreSQL, as
<name>_bench beside the one it names. Prints the median of REQUESTS and the CPU of Python,
and the statements. "After an edit" is the first request, which reads and draws anew.
"""

import argparse
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.serving import ROOT, VAR, environments, python

SIZES = (10, 1_000, 100_000)
REQUESTS = 10
HOUR = 3600


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    arguments.add_argument("--this", type=int, help="fill and measure the database as it is named")
    given = arguments.parse_args()
    if given.this:
        fill_and_measure(given.this)
        return
    env, _ = environments("http://127.0.0.1:8000")
    env["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # needs no collected files
    is_file = env["DATABASE_URL"].startswith("sqlite")
    if is_file:
        for command in ("migrate", "load_content"):
            python(ROOT, env, "manage.py", command)
        VAR.joinpath("site.sqlite3").rename(VAR / "empty.sqlite3")
    for size in given.sizes:
        if is_file:
            shutil.copy(VAR / "empty.sqlite3", VAR / "site.sqlite3")
        else:
            env, _ = environments("http://127.0.0.1:8000")
            env["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        said = python(ROOT, env, "bench/growth.py", "--this", str(size), timeout=HOUR)
        print(f"\n{size:,} news items and inquiries\n{said}", flush=True)


def fill_and_measure(size: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from bench import large, million

    settings.CONTENT_STAMP_SECONDS = settings.DESK_KEPT_SECONDS = 1  # as in production
    if connection.vendor == "postgresql":
        million.make(size)
    else:
        million.add(size)
    large.main(news=size, events=max(size // 5, 10), pages=min(size, 500))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    measure()


def measure() -> None:
    from django.test import Client

    from bench.desk import LIST, desk
    from content import stamp

    visitor, staff = Client(), desk()

    def edited() -> None:
        stamp.move()
        stamp._reading = None

    print(f"{'':24}{'median':>10}{'CPU':>9}{'statements':>12}   load {os.getloadavg()[0]:.0f}")
    shown("news, after an edit", lambda: visitor.get("/news/"), edited)
    shown("news", lambda: visitor.get("/news/"))
    shown("news, last page", lambda: visitor.get("/news/?page=99999"))
    shown("home, after an edit", lambda: visitor.get("/"), edited)
    shown("search, 3 words", lambda: visitor.get("/search/?q=what+was+found"))
    shown("search, one program", lambda: visitor.get("/search/?q=immunology"))
    shown("admin, list", lambda: staff.get(LIST))
    shown("admin, filtered", lambda: staff.get(f"{LIST}?country=DE&state=closed"))


def shown(name: str, ask: Callable[[], Any], before: Callable[[], object] = int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    before()
    with CaptureQueriesContext(connection) as captured:
        assert ask().status_code == 200
    statements = len(captured)  # the next request forgets them
    taken, cpu = [], []
    for _ in range(REQUESTS):
        before()
        start, clock = time.process_time(), time.perf_counter()
        ask()
        cpu.append((time.process_time() - start) * 1000)
        taken.append((time.perf_counter() - clock) * 1000)
    median, spent = statistics.median(taken), statistics.median(cpu)
    print(f"{name:24}{median:>7.0f} ms{spent:>6.0f} ms{statements:>12}", flush=True)


if __name__ == "__main__":
    main()
