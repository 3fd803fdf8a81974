"""PostgreSQL, by its own pg_dump and pg_restore.

What is counted and what is dumped are one snapshot, while others go on writing.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from .archive import CHUNK, Refused
from .dump import Dump
from .tables import LEFT_OUT, on_postgresql


def server() -> str:
    ((version,),) = query("SHOW server_version")
    return f"PostgreSQL {version}"


@contextmanager
def dumped(folder: Path) -> Iterator[Dump]:
    with transaction.atomic():
        ask("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        # pg_dump may take hours with the snapshot, while we say nothing
        ask("SET LOCAL idle_in_transaction_session_timeout = 0")
        ask("SET LOCAL statement_timeout = 0")
        ((snapshot,),) = query("SELECT pg_export_snapshot()")
        tables = read_tables()
        migrations = [list(row) for row in query("SELECT app, name FROM django_migrations")]
        options = ["--format=custom", f"--snapshot={snapshot}"]
        options += [f"--exclude-table-data={table}" for table in LEFT_OUT]
        with running("pg_dump", *options, stdout=subprocess.PIPE) as process:
            yield Dump(tables, migrations, process.stdout, compress=False)


def load(stream: IO[bytes]) -> None:
    """All of it, or nothing. Whoever restores owns what is restored."""
    connection.close()
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    # --no-comments: that of an extension only its owner may make
    with running("pg_restore", "--no-comments", *options, stdin=subprocess.PIPE) as process:
        copyfileobj(stream, process.stdin, CHUNK)
        process.stdin.close()


def tables() -> dict[str, list[int]]:
    with transaction.atomic():
        ask("SET LOCAL statement_timeout = 0")
        return read_tables()


def read_tables() -> dict[str, list[int]]:
    return on_postgresql(query, connection.introspection.table_names())


@contextmanager
def running(program: str, *options: str, **streams: Any) -> Iterator[Any]:
    """The program, on our database; raises Refused with its last words unless it ends well.

    The password goes by the environment, as with `manage.py dbshell`: a command line is for all
    on the machine to read.
    """
    if not shutil.which(program):
        raise Refused(f"{program} is missing. On Debian: apt-get install postgresql-client.")
    (_, *where, name), secrets = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, []
    )
    command = [program, *where, "--no-password", *options, f"--dbname={name}"]
    environment = os.environ | (secrets or {})
    with TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment, stderr=said, **streams)
        try:
            yield process
        except BrokenPipeError:
            pass  # it has ended before all was read; it says why
        except BaseException:
            process.kill()
            raise
        finally:
            if process.stdout:
                process.stdout.close()
            status = process.wait()
        if status:
            said.seek(0)
            words = said.read()[-2000:].decode(errors="replace").strip()
            raise Refused(f"{program} ended with {status}: {words}")


def ask(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def query(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        yield from cursor.fetchall()
