"""Measures the site against a plain Django site (bench/floor/) and its budgets; bench/README.md.

Needs wrk and nginx. Makes databases of its own, serves on the loopback only, ends what it started.
"""

import argparse
import json
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import calls, front, memory
from bench.report import Row, report
from bench.serving import (
    FLOOR,
    ROOT,
    VAR,
    environments,
    floor_command,
    free_port,
    make_databases,
    running,
    shell,
    site_command,
)
from bench.targets import Target, targets

CLIENTS = 16
FLOOR_ANSWERS = (
    "subject=Brochure&your_name=Ada+Example&your_email=ada@example.org&purpose=q&body=Please."
)
COUNT = "from inquiries.models import Inquiry; print(Inquiry.objects.count())"
# a brochure to draw, and somebody of the desk who is signed in
PREPARE = """
from django.contrib.auth.models import User
from django.test import Client
from inquiries import actions, choices
from inquiries.models import Inquiry
client = Client()
client.force_login(User.objects.create_superuser("bench"))
said = {"first_name": "Ada", "last_name": "Example", "email": "ada@example.org", "country": "US"}
said |= {"salutation": None, "employer": "", "entry_year": None, "wants_mail": False, "plan": ""}
said |= {"programs": list(choices.open_programs().values()), "interests": []}
session = client.cookies["sessionid"].value
inquiry = actions.submit_inquiry(answers=said, form_key=session, captcha=Inquiry.Captcha.PASSED)
print(inquiry.brochure_pdf_url(), session)
"""


def main() -> None:
    options = read_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the servers end with us
    port, floor_port, front_port = free_port(), free_port(), free_port()
    addresses = {"site": port, "floor": floor_port, "nginx": front_port}
    hosts = {name: f"http://127.0.0.1:{number}" for name, number in addresses.items()}
    env, floor_env = environments(hosts["site"])
    make_databases(env, floor_env)
    calls.report(env, floor_env)
    if options.calls:
        return
    pdf, session = shell(env, PREPARE).split()
    flags = ["--workers", str(options.workers), "--blocking-threads", str(options.threads)]
    with ExitStack() as servers:
        start = servers.enter_context
        web = start(running("site", site_command(port, *flags), port, ROOT, env))
        floor = floor_command(floor_port, *flags)
        start(running("floor", floor, floor_port, FLOOR, floor_env))
        nginx = front.prepare(front_port, port)
        pid = start(running("nginx", nginx, front_port, ROOT, env))
        # a page that nginx keeps still costs the site a look each second
        (VAR / "nginx.pid").write_text(f"{pid} {web}")
        front.store_page(hosts["site"])
        asked = targets(pdf, f"Cookie: sessionid={session}")
        if options.only:
            asked = {name: asked[name] for name in with_references(asked, options.only)}
        idle = memory.of_workers(web)
        rows = measure(asked, hosts, options)
        busy = memory.of_workers(web)
    stored = int(shell(env, COUNT))
    if stored < sum(row["n"] for row in rows.get("post", [])):
        sys.exit(f"Only {stored} inquiries were stored: posts were taken for repeats.")
    within_budgets = report(asked, rows, idle, busy)
    sys.exit(1 if options.strict and not within_budgets else 0)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dur", type=int, default=3, help="seconds of one measurement")
    parser.add_argument("--workers", type=int, default=2, help="processes of each server")
    # granian's own default is hundreds, which fight over the interpreter and over SQLite's lock
    parser.add_argument("--threads", type=int, default=3, help="threads of each process")
    parser.add_argument("--only", nargs="*", help="these targets, with what they are compared with")
    parser.add_argument("--calls", action="store_true", help="count calls and statements alone")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a budget is missed")
    options = parser.parse_args()
    for program in ("wrk", "nginx"):
        if not shutil.which(program):
            sys.exit(f"The benchmarks need {program}: apt-get install {program}.")
    return options


def with_references(asked: dict[str, Target], only: list[str]) -> list[str]:
    wanted = {*only, *(asked[name].against for name in only)}
    return [name for name in asked if name in wanted]


def measure(
    asked: dict[str, Target], hosts: dict[str, str], options: argparse.Namespace
) -> dict[str, list[Row]]:
    """Every target once per round; for each its rows of n, rps, p99 and cpu."""
    result = VAR / "measured.json"
    command = [sys.executable, FLOOR / "measure.py"]
    command += [f"{name}={hosts[target.server]}{target.path}" for name, target in asked.items()]
    command += ["--conc", CLIENTS, "--rounds", options.rounds, "--dur", options.dur]
    for name, target in asked.items():
        command += ["--cpu", f"{name}:{VAR / target.server}.pid"]
        for header in target.headers:
            command += ["--header", f"{name}:{header}"]
    if "post" in asked:
        command += ["--form", f"floor-post:{FLOOR_ANSWERS}"]
        command += ["--form", f"post:{answers(hosts['site'])}"]
    limit = 60 + len(asked) * (options.rounds + 1) * (options.dur + 30)
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


if __name__ == "__main__":
    main()
