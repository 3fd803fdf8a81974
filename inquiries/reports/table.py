"""A table as page and CSV show it; what is hidden is hidden before it comes here."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    name: str
    cells: list[str]
    number: int | None = None  # drawn as a bar; None: hidden, so not drawn either
    before: int | None = None


@dataclass(frozen=True)
class Table:
    key: str  # in the address of its CSV, and as its anchor
    title: str
    says: str  # what is counted, in a sentence or two
    first: str  # heading of the rows' names
    columns: list[str]
    rows: list[Row] = field(default_factory=list)
    left_out: str = ""  # why there are no rows, when they were not simply none

    @property
    def headings(self) -> list[str]:
        return [self.first, *self.columns]


def percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def change(now: int, before: int) -> str:
    """From the period before to this one, in words where a percentage would say nothing."""
    if not before:
        return "new" if now else "–"
    if now == before:
        return "same"
    return f"{abs(now / before - 1):.0%} {'more' if now > before else 'less'}"


def number(count: int) -> str:
    return f"{count:,}"
