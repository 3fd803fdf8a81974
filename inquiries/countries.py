"""The countries the form offers, and every name under which somebody may look for one.

The present-day names are django-countries' (with `COUNTRIES_OVERRIDE`). Old names, other spellings
and names in a country's own languages stand in `data/country_aliases.csv`; a name that stood for
several present-day countries has a row for each.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from django_countries import countries

ALIASES = Path(__file__).parent / "data" / "country_aliases.csv"


@cache
def country_choices() -> tuple[tuple[str, str], ...]:
    """(code, name) of every country, by name: Åland Islands stands under A, Türkiye under T."""
    pairs = ((code, str(name)) for code, name in countries)
    return tuple(sorted(pairs, key=lambda pair: _plain(pair[1])))


@cache
def country_names() -> dict[str, str]:
    """By code. The field's own display goes through all 250 of them, for each row of a list."""
    return dict(country_choices())


@cache
def alias_index() -> dict[str, tuple[str, ...]]:
    """Each further name, as people read it, with the codes it leads to in the order of the list."""
    place = {code: number for number, (code, _) in enumerate(country_choices())}
    index: dict[str, tuple[str, ...]] = {}
    with ALIASES.open(encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: place[row["code"]]):
            index[row["alias"]] = (*index.get(row["alias"], ()), row["code"])
    return index


def codes_for(name: str) -> tuple[str, ...]:
    """The codes of the country or countries called `name`, old or new; none when it is unknown."""
    return _codes_by_key().get(fold(name), ())


def fold(name: str) -> str:
    """The letters of `name` that all its spellings share; `static/js/country.js` folds alike.

    Spaces go as well, so that "U.S.A.", "d'Ivoire" and "Guinea Bissau" need no rows of their own.
    """
    words = re.findall(r"[^\W_]+", _plain(name).replace("&", " and "))
    if words[:1] == ["the"]:
        del words[0]
    return "".join("saint" if word == "st" else word for word in words)


def _plain(text: str) -> str:
    # M*: accents; Lm: the Uzbek apostrophe, which Unicode counts among the letters
    dropped = {"Mn", "Mc", "Me", "Lm"}
    letters = unicodedata.normalize("NFKD", text)
    return "".join(char for char in letters if unicodedata.category(char) not in dropped).casefold()


@cache
def _codes_by_key() -> dict[str, tuple[str, ...]]:
    names = {fold(name): (code,) for code, name in country_choices()}
    return names | {fold(alias): codes for alias, codes in alias_index().items()}
