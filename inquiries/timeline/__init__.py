"""Everything that happened with a person, the newest first, a page of it in one query.

The rows of all sources go through the database as one UNION, so that a page is cut there, however
long the person is with us. Newest first: an officer opens a person to see what came last.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Value

from ..models import Inquiry
from .rows import Row, Words
from .sources import SOURCES

A_PAGE = 50
WRITTEN = {"note", "reply"}


@dataclass(frozen=True)
class Entry:
    row: Row
    kind: str
    words: Words
    inquiry: Inquiry | None

    @property
    def is_short(self) -> bool:
        """Stands in one line; what somebody wrote has a paragraph of its own."""
        return self.kind not in WRITTEN


@dataclass(frozen=True)
class Page:
    entries: list[Entry]
    number: int
    has_older: bool

    @property
    def older(self) -> int:
        return self.number + 1

    @property
    def newer(self) -> int:
        return self.number - 1


def read(
    people: list[int],
    inquiries: dict[int, Any],
    *,
    may: Callable[[str], bool],
    number: int = 1,
    kind: str = "",
) -> Page:
    """Page `number` of what happened with these people: one query. `inquiries` are theirs, by
    number; `kind` leaves out all others; `may` says which permissions the reader has."""
    shown = [
        source.rows(people).annotate(rank=Value(rank, IntegerField())).values_list(*Row._fields)
        for rank, source in enumerate(SOURCES)
        if may(source.permission) and kind in {"", source.kind}
    ]
    if not shown:
        return Page([], number, has_older=False)
    first, *others = shown
    merged = first.union(*others, all=True).order_by("-when", "-rank", "-number")
    start = (number - 1) * A_PAGE
    found = [Row(*row) for row in merged[start : start + A_PAGE + 1]]
    entries = [entry(row, inquiries) for row in found[:A_PAGE]]
    return Page(entries, number, has_older=len(found) > A_PAGE)


def entry(row: Row, inquiries: dict[int, Any]) -> Entry:
    source = SOURCES[row.rank]
    return Entry(row, source.kind, source.words(row), inquiries.get(row.about or 0))
