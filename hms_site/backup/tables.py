"""What stands in the tables, as numbers that tell whether a restored database is the same."""

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any

Query = Callable[[str], Iterable[tuple[Any, ...]]]

# Who is signed in, and the cache. With them, a stolen backup would sign its thief in, and a
# restored one would let in who was shut out since. All stay as empty tables.
LEFT_OUT = ("django_session", "usersessions_usersession", "cache")


def kept(names: Iterable[str]) -> list[str]:
    return sorted(set(names) - {*LEFT_OUT})


def on_sqlite(query: Query) -> dict[str, list[int]]:
    names = query("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = kept(name for (name,) in names if not name.startswith("sqlite_"))
    everything = 'SELECT * FROM "{}"'
    return {table: summed(query(everything.format(table))) for table in tables}


def summed(rows: Iterable[tuple[Any, ...]]) -> list[int]:
    """How many, and the sum of their hashes: the same in whatever order they come."""
    count = total = 0
    for row in rows:
        count += 1
        text = repr(row).encode(errors="surrogateescape")
        total += int.from_bytes(blake2b(text, digest_size=7).digest())
    return [count, total]


def on_postgresql(query: Query, names: Iterable[str]) -> dict[str, list[int]]:
    """The server reckons; by MD5, which is the same in every version of it."""
    one = "('x' || left(md5(whole_row::text), 14))::bit(56)::bigint"
    sums = 'SELECT count(*), coalesce(sum({one}), 0)::text FROM "{table}" AS whole_row'
    found = {}
    for table in kept(names):
        ((rows, total),) = query(sums.format(one=one, table=table))
        found[table] = [rows, int(total)]
    return found
