"""What every kind of file is read into: headings, and rows as a spreadsheet counts them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .errors import Unreadable

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 60
LONGEST = 2_000  # letters of a cell that are kept to be shown


class Formula(str):
    """What stands in a cell that calculates; never taken for its result."""

    __slots__ = ()


Value = str | datetime


@dataclass(frozen=True)
class Table:
    headings: list[str]
    rows: list[tuple[int, list[Value]]]  # with the number that a spreadsheet shows beside it
    read_as: dict[str, str] = field(default_factory=dict)


def without_empty_end(cells: list[Value]) -> list[Value]:
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def table_of(numbered: Iterable[tuple[int, Sequence[Value]]], read_as: dict[str, str]) -> Table:
    """The first row that holds anything is the headings. Raises Unreadable."""
    filled = ((n, list(cells)) for n, cells in numbered if any(str(c).strip() for c in cells))
    _, first = next(filled, (0, []))
    headings = [str(cell).strip()[:LONGEST] for cell in first]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise Unreadable("The file is empty: it has neither headings nor rows.")
    if len(headings) > MOST_COLUMNS:
        raise Unreadable(f"The file has more than {MOST_COLUMNS} columns. Leave out what is over.")
    rows: list[tuple[int, list[Value]]] = []
    for number, cells in filled:
        if len(rows) == MOST_ROWS:
            raise Unreadable(f"The file has more than {MOST_ROWS:,} rows. Divide it into several.")
        rows.append((number, without_empty_end(cells)))
    if not rows:
        raise Unreadable("The file has headings and no rows below them.")
    return Table(headings, rows, read_as)
