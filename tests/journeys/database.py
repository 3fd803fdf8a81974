"""The journeys' own database, beside the one that other tests roll back."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """The address of a new database: a file, or one on the PostgreSQL server of DATABASE_URL."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder}/db.sqlite3"
        return
    name = f"journeys_{secrets.token_hex(4)}"
    command(server, f"CREATE DATABASE {name}")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        command(server, f"DROP DATABASE {name} WITH (FORCE)")


def command(server: str, sql: str) -> None:
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True  # neither statement may stand in a transaction
        connection.cursor().execute(sql)


def query(url: str, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Runs one statement, its values marked by %s, and commits."""
    if url.startswith("sqlite"):
        connection: Any = sqlite3.connect(urlsplit(url).path.replace("//", "/"), timeout=20)
        sql = sql.replace("%s", "?")
    else:
        connection = psycopg2.connect(url)
    with closing(connection), connection:
        cursor = connection.cursor()
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []
