"""The night drill: what the runbook says is typed as it stands there, and the site is back."""

import itertools
import os
import re
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.journeys.database import own_database, query

ROOT = settings.BASE_DIR
ERASED = "ACDEFGHJ"
ARRIVING = "posted-meanwhile-"
UNLIKE = (ARRIVING, "sqlite_sequence", "setval(", "restrict ")
STUBS = {
    "sudo": 'shift 2\nexec "$@"\n',
    "systemctl": 'echo "systemctl $*"\n',
}


def commands(heading):
    """The lines between ``` in this part of the runbook, those for the other database left out."""
    text = (ROOT / "docs" / "runbook.md").read_text()
    part = re.split(r"^##+ ", text.split(f"## {heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    blocks = re.findall(r"^(.*)\n```\n((?:(?!```).*\n)+)```$", part, flags=re.MULTILINE)
    if connection.vendor != "postgresql":
        blocks = [block for block in blocks if block[0] != "On PostgreSQL, and only there:"]
    return [line for _, block in blocks for line in block.splitlines()]


class Machine:
    """A folder that looks like the server's, with the few words in which it differs from it."""

    def __init__(self, folder, database_url):
        self.folder, self.url = folder, database_url
        self.site, self.backups, self.bin = (folder / name for name in ("site", "backups", "bin"))
        for made in (self.site, self.backups, self.bin, folder / "media" / "pictures"):
            made.mkdir(parents=True)
        python = self.site / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        program(python, f'exec "{sys.executable}" "$@"\n')
        (self.site / "manage.py").symlink_to(ROOT / "manage.py")
        for name, script in STUBS.items():
            program(self.bin / name, script)
        (self.site / ".env").write_text(f"DATABASE_URL={database_url}\nDEBUG=false\n")

    @property
    def environment(self):
        server = urlsplit(self.url)
        ours = {
            "DJANGO_SETTINGS_MODULE": "tests.hms_site.backup.settings",
            "BACKUP_MEDIA_ROOT": str(self.folder / "media"),
            "ERASED_FILE": str(self.folder / "erased.txt"),
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "PGHOST": server.hostname or "",
            "PGPORT": str(server.port or ""),
            "PGUSER": server.username or "",
        }
        theirs = {name: os.environ[name] for name in os.environ if name != "DATABASE_URL"}
        return theirs | ours

    def type(self, lines):
        """In one shell, which ends at the first line that fails; what it said."""
        text = "\n".join(["set -eo pipefail", *lines])
        for there, here in {
            "/srv/hms-masters/current": str(self.site),
            "/var/backups/hms-masters": str(self.backups),
            "--owner hms": f"--owner {urlsplit(self.url).username}",
        }.items():
            text = text.replace(there, here)
        return self.run("bash", "-c", text)

    def run(self, *command, **changes):
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment | changes, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def database(self):
        """As `.env` names it now."""
        return (self.site / ".env").read_text().splitlines()[0].removeprefix("DATABASE_URL=")


def program(path, script):
    path.write_text(f"#!/bin/sh\n{script}")
    path.chmod(0o700)


def dump(url):
    """All rows of all tables as text, a line each."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(urlsplit(url).path.replace("//", "/"))) as database:
            return compared(database.iterdump())
    command = ["pg_dump", "--inserts", f"--dbname={url}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return compared(done.stdout.splitlines())


def compared(lines):
    """All but what the tools write for themselves, and what arrived while we looked."""
    return sorted(line for line in lines if not any(word in line for word in UNLIKE))


def copy_tables(url):
    """Those of the test run's own database, made from the models: quicker than migrating."""
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as ours,
            closing(sqlite3.connect(urlsplit(url).path.replace("//", "/"))) as new,
        ):
            ours.backup(new)
        return
    ours = urlsplit(url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    with subprocess.Popen(["pg_dump", f"--dbname={ours}"], stdout=subprocess.PIPE) as dumped:
        subprocess.run(
            ["psql", "--quiet", f"--dbname={url}"],
            stdin=dumped.stdout, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
    assert dumped.returncode == 0


@pytest.fixture
def machine(db, tmp_path):
    with own_database(tmp_path) as url:
        copy_tables(url)
        machine = Machine(tmp_path, url)
        machine.run(sys.executable, "-m", "tests.hms_site.backup.seed", DATABASE_URL=url)
        (tmp_path / "media" / "pictures" / "hall.avif").write_bytes(b"a picture")
        yield machine
        if url.startswith("postgres") and machine.database != url:
            name = urlsplit(machine.database).path.removeprefix("/")
            command = ["dropdb", "--force", name]
            subprocess.run(command, env=machine.environment, check=True)


@contextmanager
def posts_arriving(url):
    """As long as the block lasts, one after the other."""
    done = threading.Event()

    def post():
        insert = "INSERT INTO inquiries_ratebucket (block, hour, posts) VALUES (%s, %s, 1)"
        for number in itertools.count():
            query(url, insert, f"{ARRIVING}{number}", "2999-01-01 00:00:00+00:00")
            if done.wait(0.02):
                return

    with ThreadPoolExecutor() as threads:
        posting = threads.submit(post)
        try:
            yield
        finally:
            done.set()
        posting.result()


def test_what_the_runbook_says_brings_the_site_back_but_nobody_who_was_erased(machine):
    before = dump(machine.url)
    with posts_arriving(machine.url):
        machine.type(commands("Backup and restore"))
    (machine.folder / "media").rename(machine.folder / "lost")
    with (machine.folder / "erased.txt").open("a") as erased:
        erased.write(f"2026-11-25T23:00:00+00:00 {ERASED} owner\n")

    said = machine.type(commands("At night: the database is lost or spoiled"))

    assert "systemctl start hms-web@1" in said
    assert "Restored, and checked" in said
    assert "Erased again: 1" in said
    assert machine.database != machine.url
    assert (machine.folder / "media" / "pictures" / "hall.avif").read_bytes() == b"a picture"
    after = dump(machine.database)
    lost = {line for line in before if line not in {*after}}
    assert lost
    assert all(ERASED in line or "erased@example.org" in line for line in lost), lost
    assert "erased@example.org" not in "\n".join(after)
    came = "SELECT count(*) FROM inquiries_ratebucket"
    assert [(0,)] < query(machine.database, came) < query(machine.url, came)
    named = "SELECT email FROM inquiries_inquiry ORDER BY email"
    assert query(machine.database, named) == [("",), ("ada@example.org",)]
