"""What each kind of database gives to a backup."""

from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True)
class Dump:
    """All of one and the same moment."""

    tables: dict[str, list[int]]
    migrations: list[list[str]]
    stream: IO[bytes]
    compress: bool
