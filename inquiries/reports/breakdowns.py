"""Inquiries by program, degree, country, region, interest, source and the like."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from . import hiding
from .names import region
from .report import Report
from .table import Row, Table, change, number, percent

COLUMNS = ["Inquiries", "Share", "Period before", "Change"]


@dataclass(frozen=True)
class Breakdown:
    key: str
    facet: str
    title: str
    first: str
    says: str
    coarse_of: str = (
        ""  # the finer facet; when one of its counts is hidden, this table would say it
    )


SEVERAL = "Who asks for several counts in each, so the shares add up to more than 100%."
BREAKDOWNS = [
    Breakdown("programs", "program", "Programs", "Program", SEVERAL),
    Breakdown("degrees", "degree", "Degree types", "Degree type", SEVERAL, "program"),
    Breakdown("countries", "country", "Countries", "Country", "As given in the form."),
    Breakdown("interests", "interest", "Work or interest", "Work or interest", SEVERAL),
    Breakdown("years", "year", "Year of entry", "Academic year", "When they would like to begin."),
    Breakdown(
        "sources",
        "source",
        "Sources",
        "Source",
        "The utm_source of the link that led here, else the site that linked; “direct” when a "
        "browser names neither. “Not recorded”: inquiries from before we kept it, or imported.",
    ),
    Breakdown(
        "media",
        "medium",
        "Media",
        "Medium",
        "The utm_medium of the link; for sites we know, what they are.",
        "source",
    ),
    Breakdown("campaigns", "campaign", "Campaigns", "Campaign", "The utm_campaign of the link."),
]
ALWAYS_HIDDEN = {"country"}  # few come from most countries, with or without a filter
FOLDED = "Hidden: each fewer than 5"


def tables(report: Report) -> list[Table]:
    found = []
    for breakdown in BREAKDOWNS:
        if breakdown.facet == "country" and report.of.country is not None:
            continue  # one row, which is the filter
        found.append(table_of(report, breakdown))
        if breakdown.facet == "country":
            found.append(regions(report))
    return found


def table_of(report: Report, breakdown: Breakdown) -> Table:
    now, then = (counts(figures, breakdown.facet) for figures in (report.now, report.then))
    table = Table(breakdown.key, breakdown.title, breakdown.says, breakdown.first, COLUMNS)
    if breakdown.coarse_of and hides(report, breakdown.coarse_of):
        reason = (
            f"Left out: beside the table by {breakdown.coarse_of} it would give hidden numbers."
        )
        return with_rows(table, [], reason)
    name = report.names.of(breakdown.facet)
    rows = rows_of(report, breakdown.facet, {value: name(value) for value in now | then}, now, then)
    return with_rows(table, rows)


def with_rows(table: Table, rows: list[Row], left_out: str = "") -> Table:
    return replace(table, rows=rows, left_out=left_out)


def counts(figures: Mapping[str, Mapping[str, int]], facet: str) -> dict[str, int]:
    return dict(figures.get(facet, {}))


def hidden(report: Report, facet: str, numbers: Mapping[str, int]) -> hiding.Texts:
    if report.is_filtered or facet in ALWAYS_HIDDEN:
        return hiding.hidden(numbers)
    return {}


def hides(report: Report, facet: str) -> bool:
    now, then = counts(report.now, facet), counts(report.then, facet)
    return bool(hidden(report, facet, now) or hidden(report, facet, then))


def rows_of(
    report: Report, facet: str, names: dict[str, str], now: dict[str, int], then: dict[str, int]
) -> list[Row]:
    """Most asked first; what is hidden stands below, by name, so that no place tells its number."""
    texts, texts_before = hidden(report, facet, now), hidden(report, facet, then)
    if folds(texts, now):
        return [Row(FOLDED, [hiding.or_fewer(sum(now.values())), "", "", ""])]

    def place(value: str) -> tuple[bool, int, str]:
        is_hidden = value in texts
        return is_hidden, 0 if is_hidden else -now.get(value, 0), names[value]

    return [
        row(names[value], report, now.get(value, 0), then.get(value, 0),
            texts.get(value, ""), texts_before.get(value, ""))
        for value in sorted(names, key=place)
    ]  # fmt: skip


def folds(texts: hiding.Texts, now: Mapping[str, int]) -> bool:
    """Everything is hidden, and still the total says each: then no name stands beside a number."""
    small = [count for count in now.values() if count]
    return len(texts) == len(small) > 0 and hiding.give_away(small)


def row(name: str, report: Report, now: int, then: int, hidden_now: str, hidden_then: str) -> Row:
    cells = [
        hidden_now or number(now),
        "" if hidden_now else percent(now, report.number),
        hidden_then or number(then),
        "" if hidden_now or hidden_then else change(now, then),
    ]
    return Row(name, cells, None if hidden_now else now, None if hidden_then else then)


def regions(report: Report) -> Table:
    """Made of the countries that are shown: with the others it would tell their numbers.

    The last row holds the hidden ones, also when they are all there are: nobody shall read that
    nobody asked. What it says follows from the total and the rows above in any case.
    """
    says = (
        "Of the United Nations’ grouping. Countries whose number is hidden are in no region here, "
        "but together in the last row."
    )
    now, then = (shown_by_region(report, figures) for figures in (report.now, report.then))
    names = sorted(now | then, key=lambda name: (name == POOLED, -now.get(name, 0), name))
    rows = [region_row(name, report, now.get(name, 0), then.get(name, 0)) for name in names]
    return Table("regions", "Regions", says, "Region", COLUMNS, rows)


POOLED = "Countries whose number is hidden"


def region_row(name: str, report: Report, now: int, then: int) -> Row:
    few, few_before = (
        hiding.FEWER if name == POOLED and hiding.is_small(number) else "" for number in (now, then)
    )
    return row(name, report, now, then, few, few_before)


def shown_by_region(report: Report, figures: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    countries = counts(figures, "country")
    texts = hidden(report, "country", countries)
    found: dict[str, int] = {}
    for code, count in countries.items():
        name = POOLED if code in texts else region(code)
        found[name] = found.get(name, 0) + count
    return found
