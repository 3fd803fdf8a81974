"""Serves the site over https on loopback and lets wapiti and sqlmap at it, as visitor and as staff.

Every address that the URL resolver and the sitemap name is given to them, and every parameter. What
they find, and each answer of 5xx, is a failure. The database is made for it and thrown away.
"""

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from .serve import ROOT, is_taken

VAR = ROOT / "var" / "scan"
LOG = VAR / "access.log"
PORT = 8443
BASE = f"https://127.0.0.1:{PORT}"
# none of those that report to a host outside, or fetch lists from one
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,"
    "sql,timesql,upload,xss"
)
SECONDS = 60  # of each wapiti to look around; a sixth of it for each kind of attack
SQLMAP_SECONDS = 120
SOUND = "all tested parameters do not appear to be injectable"
PARAMETERS = [
    "/news/?year=2024&topic=x&kind=x&page=1", "/events/?when=past&series=x&kind=x&page=1",
    "/search/?q=brain&page=1", "/programs/compare/?p=bioethics&p=immunology",
    "/programs/bioethics/plan/?plan=x&course=x", "/brochure/?program=bioethics&plan=x&utm_source=x",
    "/accounts/login/?next=/admin/", "/news/raising-the-bar-for-medical-ai/?preview=x",
]  # fmt: skip
OF_STAFF = [
    "/admin/news/newsitem/?q=brain&standing=draft&kind__exact=x&o=1&p=0",
    "/admin/inquiries/inquiry/?q=ada&o=1&p=0&state=new", "/admin/inquiries/prospect/?q=ada&o=1",
    "/admin/autocomplete/?term=a&app_label=news&model_name=newsitem&field_name=topics",
    "/admin/inquiries/delivery/?q=ada&state__exact=dead", "/admin/pages/page/?q=about",
]  # fmt: skip
FORM = (
    "csrfmiddlewaretoken=x&key=x&salutation=Dr.&first_name=Ada&last_name=Example&employer=x"
    "&email=ada@example.org&country=US&programs=bioethics&interests=1&entry_year=2027&came_by=x"
)
NEVER = ["/accounts/logout/*", "/admin/logout/*", "/accounts/sessions/*", "/accounts/2fa/*"]


def main() -> int:
    if is_taken(PORT):
        print(f"Port {PORT} is taken.", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server ends with us
    for leftover in ("site.sqlite3", "site.sqlite3-wal", "site.sqlite3-shm", "access.log"):
        (VAR / leftover).unlink(missing_ok=True)
    os.environ.update(environment())
    seeds, session = prepared()
    with served():
        found = wapiti("visitor", [BASE + path for path in seeds["public"]])
        found += wapiti("staff", [BASE + path for path in seeds["admin"]], session)
        found += sqlmap("visitor", [BASE + path for path in PARAMETERS])
        found += sqlmap("staff", [BASE + path for path in OF_STAFF], "--cookie", session)
        form = f"{BASE}/brochure/"
        posted = ["--data", FORM, "--csrf-token", "csrfmiddlewaretoken", "--csrf-url", form]
        found += sqlmap("form", [form], *posted, "--referer", form, "--skip", "key")
    answers = Counter(
        line[:3] for line in LOG.read_text().splitlines() if re.match(r"\d{3} ", line)
    )
    failed = sum(number for status, number in answers.items() if status.startswith("5"))
    print("\n".join(found) or "wapiti and sqlmap found nothing.")
    print(f"{sum(answers.values())} answers, {failed} of them 5xx: {dict(sorted(answers.items()))}")
    return 1 if found or failed else 0


def environment() -> dict[str, str]:
    """As in production, but for the limit of posts, mail and the second factor."""
    return {
        "DJANGO_SETTINGS_MODULE": "hms_site.settings",
        "DEBUG": "false",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": BASE,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{VAR}/site.sqlite3",
        "EMAIL_URL": "dummy:",
        "EMAIL_PROVIDER": "",
        "REDIS_URL": "",
        "INQUIRY_RATE": "0",
        "SECOND_FACTOR": "false",
        "RECAPTCHA_PUBLIC_KEY": "",
        "RECAPTCHA_PRIVATE_KEY": "",
        "TRUSTED_PROXY_COUNT": "0",
        "WEBHOOK_URL": "",
    }


def prepared() -> tuple[dict[str, list[str]], str]:
    """The database with the school's content; the addresses; the cookies of a member of staff."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client
    from django.urls import get_resolver
    from django.utils.crypto import get_random_string

    call_command("migrate", verbosity=0)
    call_command("load_content")
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(SERVER_NAME="127.0.0.1")
    sitemap = client.get("/sitemap.xml", secure=True).content.decode()
    public = [urlsplit(address).path for address in re.findall(r"<loc>([^<]+)", sitemap)]
    plain = [route for route in routes(get_resolver()) if not re.search(r"[<^$(\\]", route)]
    client.force_login(
        User.objects.create_superuser("scan", "ada@example.org", "only-for-the-scan")
    )
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    # pages made with this one have a token that goes with it: else each post would be refused
    # before it came to what it is about
    secret = get_random_string(32)
    seeds = {
        "public": [*public, *PARAMETERS, *(r for r in plain if not r.startswith("/admin/"))],
        "admin": [*OF_STAFF, *(r for r in plain if r.startswith("/admin/"))],
    }
    names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    return seeds, f"{names[0]}={session}; {names[1]}={secret}"


def routes(resolver: Any, before: str = "/") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from routes(entry, route)
        else:
            yield route


@contextmanager
def served() -> Iterator[None]:
    certificate, key = certificate_of_ours()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--no-ws",
        "--port",
        str(PORT),
    ]
    command += ["--ssl-certificate", certificate, "--ssl-keyfile", key, "--blocking-threads", "3"]
    command += [
        "--access-log",
        "--access-log-fmt",
        "%(status)d %(method)s %(path)s",
        "--workers",
        "2",
    ]
    with LOG.open("wb") as log:
        server = subprocess.Popen(
            [*command, "hms_site.wsgi:application"], cwd=ROOT, stdout=log, stderr=log
        )
    try:
        while not is_taken(PORT):
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait()


def certificate_of_ours() -> tuple[str, str]:
    import trustme
    from cryptography.hazmat.primitives import serialization as form

    made = trustme.CA().issue_cert("127.0.0.1")
    key = form.load_pem_private_key(made.private_key_pem.bytes(), None)
    plain = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    (VAR / "key.pem").write_bytes(plain)
    made.cert_chain_pems[0].write_to_path(str(VAR / "certificate.pem"))
    return str(VAR / "certificate.pem"), str(VAR / "key.pem")


def wapiti(name: str, seeds: list[str], session: str = "") -> list[str]:
    report, starts = VAR / f"wapiti-{name}.json", VAR / f"wapiti-{name}.txt"
    starts.write_text("\n".join(dict.fromkeys(seeds)))
    command = [
        VAR / "bin" / "wapiti",
        "-u",
        f"{BASE}/",
        "-s",
        starts,
        "--scope",
        "folder",
        "-d",
        "3",
    ]
    command += [
        "-m",
        MODULES,
        "--max-scan-time",
        str(SECONDS),
        "--max-attack-time",
        str(SECONDS // 6),
    ]
    command += ["--store-session", VAR / name, "--store-config", VAR / "config", "--flush-session"]
    command += ["--no-bugreport", "--verify-ssl", "0", "-f", "json", "-o", report, "--tasks", "4"]
    command += ["-H", f"Referer: {BASE}/"]  # over https, nothing is taken without
    for path in NEVER:
        command += ["-x", BASE + path]
    if session:
        command += ["-H", f"Cookie: {session}"]
    report.unlink(missing_ok=True)
    run(f"wapiti-{name}", command, 4 * SECONDS)
    if not report.exists():
        return [f"wapiti-{name} came to no end: see {name}.log."]
    said = json.loads(report.read_text())
    return [
        f"wapiti: {kind}: {one['method']} {one['path']} {one['info']}"
        for group in ("vulnerabilities", "anomalies")
        for kind, each in said[group].items()
        for one in each
    ]


def sqlmap(name: str, addresses: list[str], *options: str) -> list[str]:
    folder, targets = VAR / f"sqlmap-{name}", VAR / f"sqlmap-{name}.txt"
    shutil.rmtree(folder, ignore_errors=True)
    targets.write_text("\n".join(addresses))
    results = folder / "results.csv"
    folder.mkdir(parents=True)
    command = [VAR / "bin" / "sqlmap", "--batch", "--disable-coloring", "--output-dir", folder]
    command += ["--ignore-code", "404"]  # what a wrong preview is answered
    command += ["--results-file", results, *options]
    command += ["-u", addresses[0]] if "--data" in options else ["-m", targets, "--threads", "4"]
    said = run(f"sqlmap-{name}", command, SQLMAP_SECONDS)
    sound = said.count(SOUND)
    found = [
        f"sqlmap: {line}"
        for line in said.splitlines()
        if re.search(r"\bis .*injectable", line) and "[WARNING]" not in line
    ]
    if sound < len(addresses):
        found.append(f"sqlmap-{name} found {sound} of {len(addresses)} addresses sound, in time.")
    return found


def run(name: str, command: list[Any], seconds: int) -> str:
    """What it says also goes into a file; one that takes too long is ended, and says so."""
    print(f"{name} ...", flush=True)
    done = subprocess.run(
        ["timeout", str(seconds), *command], cwd=VAR, capture_output=True, text=True, check=False
    )
    (VAR / f"{name}.log").write_text(done.stdout + done.stderr)
    print(f"{name}: ended with {done.returncode}", flush=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
