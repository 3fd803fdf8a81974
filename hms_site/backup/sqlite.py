"""SQLite, by its online backup: one moment of the database, while others go on writing.

A copied file would lack what still stands in the write-ahead log, or hold half of a transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO

from django.db import connection

from .archive import CHUNK, Refused
from .dump import Dump
from .tables import LEFT_OUT, on_sqlite

MIGRATIONS = "SELECT app, name FROM django_migrations"


def file() -> Path:
    return Path(connection.settings_dict["NAME"])


def server() -> str:
    return f"SQLite {sqlite3.sqlite_version}"


@contextmanager
def dumped(folder: Path) -> Iterator[Dump]:
    path = folder / "database.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        connection.connection.backup(copy)  # in one step: writers do not make it begin anew
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA secure_delete = ON")
        for table in LEFT_OUT:
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 - our own constants  # nosec B608
        check(copy)
        tables = read_tables(copy)
        migrations = [list(row) for row in copy.execute(MIGRATIONS)]
    with path.open("rb") as stream:
        yield Dump(tables, migrations, stream, compress=True)


def load(stream: IO[bytes]) -> None:
    """Through SQLite, which minds its own log and locks, into the file that the site opens."""
    with TemporaryDirectory(dir=file().parent, prefix=".restore-") as folder:
        path = Path(folder) / "database.sqlite3"
        with path.open("wb") as unpacked:
            copyfileobj(stream, unpacked, CHUNK)
        with closing(sqlite3.connect(path)) as source:
            connection.ensure_connection()
            source.backup(connection.connection)
    connection.close()


def tables() -> dict[str, list[int]]:
    with closing(sqlite3.connect(file(), timeout=20)) as restored:
        check(restored)
        return read_tables(restored)


def check(database: sqlite3.Connection) -> None:
    ((answer,),) = database.execute("PRAGMA quick_check(1)")
    if answer != "ok":
        raise Refused(f"The database is damaged: {answer}")


def read_tables(database: sqlite3.Connection) -> dict[str, list[int]]:
    # whatever it holds, so that one odd letter keeps nobody from a backup
    database.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    return on_sqlite(database.execute)
