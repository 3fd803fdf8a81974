"""The regions that the desk sorts countries by: those of the United Nations (M49).

The Americas are taken as two, as M49 does one step further down. What M49 leaves out stands where
an office looks for it: Kosovo in Europe, Taiwan in Asia, Antarctica by itself.
"""

import csv
from functools import cache
from pathlib import Path

REGIONS = Path(__file__).parent / "data" / "country_regions.csv"


@cache
def region_of() -> dict[str, str]:
    """The region of each country's code."""
    with REGIONS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["region"] for row in csv.DictReader(file)}


@cache
def codes_in() -> dict[str, tuple[str, ...]]:
    """The countries of each region, by its name."""
    regions: dict[str, list[str]] = {name: [] for name in sorted({*region_of().values()})}
    for code, name in region_of().items():
        regions[name].append(code)
    return {name: tuple(codes) for name, codes in regions.items()}
