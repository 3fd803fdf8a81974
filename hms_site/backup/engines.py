"""Which kind of database it is, and what to do with it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.db import connection

from . import postgresql, sqlite
from .dump import Dump


@dataclass(frozen=True)
class Engine:
    name: str
    server: Callable[[], str]
    dumped: Callable[[Path], AbstractContextManager[Dump]]
    load: Callable[[IO[bytes]], None]
    tables: Callable[[], dict[str, list[int]]]


ENGINES = {
    kind: Engine(kind, module.server, module.dumped, module.load, module.tables)
    for kind, module in (("sqlite", sqlite), ("postgresql", postgresql))
}


def engine() -> Engine:
    return ENGINES[connection.vendor]
