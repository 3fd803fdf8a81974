"""Lighthouse, as a phone sees it, on every kind of page; prints the four scores of each run.

Serves the site as in production over a database of its own, loopback only. Needs npm and Chromium.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from run import ROOT, VAR, environments, free_port, python, server

TOOLS = ROOT / "bench" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = {
    "home": "/",
    "programs": "/programs/",
    "program": "/programs/bioethics/",
    "form": "/brochure/",
    "news": "/news/",
    "news item": "/news/raising-the-bar-for-medical-ai/",
    "events": "/events/",
    "event": "/events/50-years-of-diversity-and-inclusion/",
    "section": "/about-hms/",
    "page": "/about-hms/contact-hms/",
    "search": "/search/",
    "results": "/search/?q=immunology",
}
# results of a search are not for search engines, which is what this one category is about
NOT_INDEXED = {"search", "results"}
ATTEMPTS = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("pages", nargs="*", choices=[*PAGES, []], help="all, when none is named")
    options = parser.parse_args()
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=TOOLS, check=True)
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    env, _floor = environments(site)
    for command in (["migrate"], ["load_content"], ["collectstatic", "--noinput"]):
        python(ROOT, env, "manage.py", *command)
    missed = False
    with server("site", "hms_site.wsgi:application", port, ROOT, env, ["--workers", "1"]):
        for name in options.pages or PAGES:
            for _ in range(options.runs):
                report = lighthouse(site + PAGES[name])
                missed |= show(name, report)
    sys.exit(1 if missed else 0)


def lighthouse(address: str) -> dict[str, Any]:
    report = VAR / "lighthouse.json"
    command = [
        TOOLS / "node_modules/.bin/node",
        TOOLS / "node_modules/lighthouse/cli/index.js",
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={FLAGS}",
    ]
    env = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    # now and then Chromium gives it no trace of the load, and it asks to be run again
    for attempt in range(1, ATTEMPTS + 1):
        done = subprocess.run([str(part) for part in command], timeout=180, env=env)
        if done.returncode == 0:
            break
        if attempt == ATTEMPTS:
            sys.exit(f"Lighthouse failed {ATTEMPTS} times on {address}.")
    result: dict[str, Any] = json.loads(Path(report).read_text())
    return result


def show(name: str, report: dict[str, Any]) -> bool:
    """One line for the run, one for each audit that cost points; whether any did."""
    scores = {key: round(100 * (report["categories"][key]["score"] or 0)) for key in CATEGORIES}
    expected = {key: 100 for key in CATEGORIES if name not in NOT_INDEXED or key != "seo"}
    timings = {
        label: report["audits"][audit]["displayValue"]
        for label, audit in (
            ("LCP", "largest-contentful-paint"),
            ("CLS", "cumulative-layout-shift"),
            ("TBT", "total-blocking-time"),
        )
    }
    print(f"{name:10}", *scores.values(), *(f"{k} {v}" for k, v in timings.items()), flush=True)
    short = [key for key in expected if scores[key] < 100]
    for key in short:
        for part in report["categories"][key]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"           {key}: {audit['title']} {audit.get('displayValue', '')}")
    return bool(short)


if __name__ == "__main__":
    main()
