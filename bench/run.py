"""Measures the site against a plain Django site (bench/floor/) and its budgets; bench/README.md.

Needs wrk. Makes databases of its own, serves on the loopback only, ends what it started.
"""

import argparse
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode, urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
FLOOR = ROOT / "bench" / "floor"
VAR = ROOT / "var" / "bench"
CLIENTS = 16
POST_P99_MS = 150
SERVER = "granian --interface wsgi --no-ws --host 127.0.0.1"
# name: its path, what of the floor it is compared with, the most CPU of that it may take
TARGETS = {
    "home": ("/", "floor-page", 1.0),
    "programs": ("/programs/", "floor-page", 1.0),
    "program": ("/programs/immunology/", "floor-page", 1.0),
    "news": ("/news/", "floor-page", 1.0),
    "form": ("/brochure/", "floor-page", None),
    "post": ("/brochure/", "floor-post", 2.0),
    # by a server of its own: the others are drawn for each request
    "cached": ("/programs/immunology/", "floor-hello", 1.0),
}
CACHED = {"PAGE_CACHE": "true"}
FLOOR_ANSWERS = (
    "subject=Brochure&your_name=Ada+Example&your_email=ada@example.org&purpose=q&body=Please."
)
COUNT = "from inquiries.models import Inquiry; print(Inquiry.objects.count())"
Row = dict[str, float]


def main() -> None:
    options = read_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the servers end with us
    port, floor_port, cached_port = free_port(), free_port(), free_port()
    site, floor = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{floor_port}"
    env, floor_env = environments(site)
    for command in (["migrate"], ["load_content"], ["collectstatic", "--noinput"]):
        python(ROOT, env, "manage.py", *command)
    python(FLOOR, floor_env, "manage.py", "migrate")
    python(FLOOR, floor_env, "seed.py")
    flags = ["--workers", str(options.workers), "--blocking-threads", str(options.threads)]
    with (
        server("site", "hms_site.wsgi:application", port, ROOT, env, flags),
        server("floor", "wsgi:application", floor_port, FLOOR, floor_env, flags),
        server("cached", "hms_site.wsgi:application", cached_port, ROOT, env | CACHED, flags),
    ):
        rows = measure(site, floor, f"http://127.0.0.1:{cached_port}", options)
    stored = int(python(ROOT, env, "manage.py", "shell", "-v", "0", "-c", COUNT))
    if stored < sum(row["n"] for row in rows["post"]):
        sys.exit(f"Only {stored} inquiries were stored: posts were taken for repeats.")
    within_budgets = report(rows)
    sys.exit(1 if options.strict and not within_budgets else 0)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dur", type=int, default=4, help="seconds of one measurement")
    parser.add_argument("--workers", type=int, default=2, help="processes of each server")
    # granian's own default is hundreds, which fight over the interpreter and over SQLite's lock
    parser.add_argument("--threads", type=int, default=3, help="threads of each process")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a budget is missed")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("The benchmarks need wrk: apt-get install wrk, or brew install wrk.")
    return options


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environments(site: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the site and the floor run in: as in production, each with an empty database."""
    VAR.mkdir(parents=True, exist_ok=True)
    for leftover in VAR.glob("*.sqlite3*"):
        leftover.unlink()
    floor_env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    env = floor_env | {
        "DEBUG": "false",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": site,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{VAR}/site.sqlite3",
        "REDIS_URL": "",
        "PAGE_CACHE": "false",
        "EMAIL_URL": "dummy:",
        "INQUIRY_RATE": "0",
        "SECOND_FACTOR": "false",
        "INQUIRY_MINIMUM_SECONDS": "0",
        "RECAPTCHA_PUBLIC_KEY": "",
        "RECAPTCHA_PRIVATE_KEY": "",
    }
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        env["DATABASE_URL"] = postgres_database("bench")
        floor_env["FLOOR_PG"] = postgres_database("bench_floor")
    return env, floor_env


def postgres_database(suffix: str) -> str:
    """A new database beside the one DATABASE_URL names, which may hold what must not be mixed."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(scheme="postgresql")
    name = f"{url.path.strip('/')}_{suffix}"
    connection = psycopg2.connect(url.geturl())
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    return url._replace(path=f"/{name}").geturl()


def python(cwd: Path, env: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def server(
    name: str, application: str, port: int, cwd: Path, env: dict[str, str], flags: list[str]
) -> Iterator[None]:
    command = [sys.executable, "-m", *SERVER.split(), *flags, "--port", str(port), application]
    log = VAR / f"{name}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdout=output, stderr=output, start_new_session=True
        )
    (VAR / f"{name}.pid").write_text(str(process.pid))
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        else:
            sys.exit(f"The server of the {name} does not start; see {log}.")
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def measure(
    site: str, floor: str, cached: str, options: argparse.Namespace
) -> dict[str, list[Row]]:
    """Every target once per round; for each its rows of n, rps, p99 and cpu."""
    urls = {f"floor-{name}": f"{floor}/{name}/" for name in ("page", "hello")}
    urls["floor-post"] = f"{floor}/form/"
    urls |= {name: site + path for name, (path, _, _) in TARGETS.items()}
    urls["cached"] = cached + TARGETS["cached"][0]
    result = VAR / "measured.json"
    command = [sys.executable, FLOOR / "measure.py", *(f"{k}={url}" for k, url in urls.items())]
    command += ["--conc", CLIENTS, "--rounds", options.rounds, "--dur", options.dur]
    command += ["--form", f"floor-post:{FLOOR_ANSWERS}", "--form", f"post:{answers(site)}"]
    command += ["--header", "cached:Accept-Encoding: gzip, br"]  # as every browser asks
    for name in urls:
        owner = name.partition("-")[0] if name.startswith(("floor", "cached")) else "site"
        command += ["--cpu", f"{name}:{VAR / owner}.pid"]
    limit = 60 + len(urls) * (options.rounds + 1) * (options.dur + 30)
    command += ["--json", result]
    subprocess.run([str(part) for part in command], check=True, timeout=limit)
    rows: dict[str, list[Row]] = json.loads(result.read_text())["results"][str(CLIENTS)]
    if bad := [name for name, tries in rows.items() if any(row["bad"] for row in tries)]:
        sys.exit(f"Errors were answered, the figures mean nothing: {', '.join(bad)}.")
    if idle := [name for name, tries in rows.items() if not all(row["n"] for row in tries)]:
        sys.exit(f"Rounds without one answer, the machine is too busy: {', '.join(idle)}.")
    return rows


def answers(site: str) -> str:
    """A valid form of a new person each time: {n} becomes a text of its own in every request."""
    with urllib.request.urlopen(f"{site}/brochure/", timeout=20) as response:
        page = response.read().decode()
    said = {"first_name": "Ada", "last_name": "Example", "country": "US", "employer": "Example Ltd"}
    for name in ("programs", "interests"):
        said[name] = re.findall(rf'name="{name}" value="([^"]+)"', page)[:2]
    said["key"] = re.findall(r'name="key" value="([^"]+)"', page)
    return urlencode(said, doseq=True) + "&email=ada-{n}@example.org"


def report(rows: dict[str, list[Row]]) -> bool:
    """Prints each target's CPU beside the floor's, paired by round; whether all budgets held."""
    p99 = median(row["p99"] for row in rows["post"])
    results = [
        (f"post, p99 of {CLIENTS} clients", f"{p99:.0f} ms", f"{POST_P99_MS} ms", p99 < POST_P99_MS)
    ]
    for name, (_, reference, budget) in TARGETS.items():
        pairs = zip(rows[name], rows[reference], strict=True)
        ratios = [ours["cpu"] / floors["cpu"] for ours, floors in pairs]
        measured = f"{median(ratios):.0%} [{min(ratios):.0%}..{max(ratios):.0%}]"
        allowed = f"{budget:.0%}" if budget else "-"
        kept = not budget or median(ratios) <= budget
        results.append((f"{name}, CPU of {reference}", measured, allowed, kept))
    print(f"\n{'':30}{'measured':24}budget")
    for what, measured, allowed, kept in results:
        print(f"{what:30}{measured:24}{allowed:8}{'' if kept else 'MISSED'}")
    return all(kept for *_, kept in results)


if __name__ == "__main__":
    main()
