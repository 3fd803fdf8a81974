"""By where somebody lives, and by what led them here."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When

from ..countries import country_choices
from ..regions import OF_COUNTRY, Region, codes_in
from .asker import Asker
from .facet import NONE, Choices, Facet


def in_region(values: Sequence[str], asker: Asker) -> Q:
    return Q(country__in=[code for value in values for code in codes_in(value)])


def region_buckets(value: str, asker: Asker) -> Iterable[str]:
    return codes_in(value)


def countries(asker: Asker, chosen: Collection[str]) -> Choices:
    """Those that inquiries came from, by name; not all 250."""
    seen = {*asker.seen["country"], *chosen}
    named = [(code, name) for code, name in country_choices() if code in seen]
    return [*named, (NONE, "Not given")] if {"", NONE} & seen else named


def from_country(values: Sequence[str], asker: Asker) -> Q:
    return Q(country__in=["" if value == NONE else value for value in values])


def sources(asker: Asker, chosen: Collection[str]) -> Choices:
    seen = sorted({*asker.seen["source"], *chosen} - {"", NONE})
    return [*((source, source) for source in seen), (NONE, "Not known")] if seen else []


def from_source(values: Sequence[str], asker: Asker) -> Q:
    return Q(source__in=["" if value == NONE else value for value in values])


def or_none(name: str) -> Callable[[Asker], Any]:
    """What stands in the column; NONE where nothing does."""
    named = Case(When(**{name: ""}, then=Value(NONE)), default=F(name), output_field=CharField())
    return lambda asker: named


REGION = Facet(
    "region",
    "Region",
    lambda asker, chosen: Region.choices,
    in_region,
    bucket=lambda asker: F("country"),
    sums=region_buckets,
)

COUNTRY = Facet(
    "country",
    "Country",
    countries,
    from_country,
    is_valid=lambda value: value == NONE or value in OF_COUNTRY,
    bucket=or_none("country"),
)

SOURCE = Facet(
    "source",
    "Source",
    sources,
    from_source,
    is_valid=lambda value: 0 < len(value) <= 100 and "\0" not in value,
    bucket=or_none("source"),
)
