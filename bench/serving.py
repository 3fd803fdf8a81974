"""The servers of a run: the site, the floor, nginx, each with a log and a database of its own."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
FLOOR = ROOT / "bench" / "floor"
VAR = ROOT / "var" / "bench"
GRANIAN = "granian --interface wsgi --no-ws"


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


def make_databases(env: dict[str, str], floor_env: dict[str, str]) -> None:
    for command in (["migrate"], ["load_content"], ["collectstatic", "--noinput"]):
        python(ROOT, env, "manage.py", *command)
    python(FLOOR, floor_env, "manage.py", "migrate")
    python(FLOOR, floor_env, "seed.py")


def python(cwd: Path, env: dict[str, str], *arguments: str, timeout: int = 900) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, timeout=timeout
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def shell(env: dict[str, str], code: str) -> str:
    """What a line of Python prints in the site."""
    return python(ROOT, env, "manage.py", "shell", "-v", "0", "-c", code).strip()


def site_command(port: int, *flags: str) -> list[str]:
    return [sys.executable, "-m", "hms_site.web", *flags, "--port", str(port)]


def floor_command(port: int, *flags: str) -> list[str]:
    """The same server with the same flags, which binds to the loopback by itself."""
    command = [sys.executable, "-m", *GRANIAN.split(), *flags, "--port", str(port)]
    return [*command, "wsgi:application"]


@contextmanager
def running(
    name: str, command: list[str], port: int, cwd: Path, env: dict[str, str]
) -> Iterator[int]:
    """The process, by its number, from when it answers at `port` until the block ends."""
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
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
