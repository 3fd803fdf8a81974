"""Where the bars of a chart lie: plain numbers, which the templates draw as SVG.

Widths and places along the page are percentages, so that a chart fits any screen while its letters
keep their size.
"""

from dataclasses import dataclass

from .table import Row, Table

MOST_BARS = 12
ROW_HEIGHT = 40  # pixels: a line of text, and the bar below it
LONGEST_NAME = 40  # letters that fit on a phone beside the number
HEIGHT = 160  # of the columns
LABELS = 4  # below the columns, at most


@dataclass(frozen=True)
class Bar:
    name: str
    number: str
    y: int
    width: float
    width_before: float

    @property
    def text_y(self) -> int:
        return self.y + 15

    @property
    def bar_y(self) -> int:
        return self.y + 21


@dataclass(frozen=True)
class Bars:
    bars: list[Bar]
    left: int  # rows that stand in the table alone

    @property
    def height(self) -> int:
        return len(self.bars) * ROW_HEIGHT


def bars(table: Table) -> Bars | None:
    """The largest rows; None when there is nothing to draw."""
    shown = [row for row in table.rows if row.number]
    most = max((biggest(row) for row in shown), default=0)
    drawn = [
        Bar(
            name=short(row.name),
            number=row.cells[0],
            y=place * ROW_HEIGHT,
            width=share(row.number, most),
            width_before=share(row.before, most),
        )
        for place, row in enumerate(shown[:MOST_BARS])
    ]
    return Bars(drawn, len(table.rows) - len(drawn)) if drawn else None


@dataclass(frozen=True)
class Column:
    x: float
    width: float
    height: float
    height_before: float
    label: str
    anchor: str

    @property
    def y(self) -> float:
        return HEIGHT - self.height

    @property
    def y_before(self) -> float:
        return HEIGHT - self.height_before

    @property
    def label_x(self) -> float:
        return {"start": self.x, "end": self.x + self.width}[self.anchor]


@dataclass(frozen=True)
class Columns:
    columns: list[Column]
    most: int


def columns(table: Table, labels: list[str]) -> Columns | None:
    most = max((biggest(row) for row in table.rows), default=0)
    if not most:
        return None
    step, slot = -(-len(labels) // LABELS), 100 / len(labels)
    drawn = [
        Column(
            x=round(place * slot + slot * 0.1, 3),
            width=round(slot * 0.8, 3),
            height=share(row.number, most, HEIGHT),
            height_before=share(row.before, most, HEIGHT),
            label=labels[place] if place % step == 0 else "",
            anchor="end" if place and place == len(labels) - 1 else "start",
        )
        for place, row in enumerate(table.rows)
    ]
    return Columns(drawn, most)


def biggest(row: Row) -> int:
    return max(row.number or 0, row.before or 0)


def share(number: int | None, most: int, of: float = 100) -> float:
    return round((number or 0) / most * of, 2)


def short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
