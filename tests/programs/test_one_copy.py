"""No date, price or credit number stands a second time in templates or data: each is one row.

What a person would take for such a fact is looked for, word by word, in everything that is printed
or loaded. Numbers that are about something else are allowed by name, each with its reason.
"""

import re

import pytest
from django.conf import settings

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\."
)
DAY_OF_MONTH = rf"\b(?:{MONTHS}) \d{{1,2}}\b|\b\d{{1,2}} (?:{MONTHS}) 20"
FACTS = {
    "date": re.compile(rf"\b20\d\d-\d\d-\d\d\b|{DAY_OF_MONTH}"),
    "price": re.compile(r"\$ ?\d|\bUSD\b|\d ?(?:US )?dollars", re.IGNORECASE),
    "credits": re.compile(
        r"(?<!=\")\b(?:36|64|32|56)\b|\b[\d.]+[ -]credits?\b"
        r"|\b(?:thirty-six|thirty-two|sixty-four|fifty-six|four credits)\b",
        re.IGNORECASE,
    ),
}
THE_ONE_COPY = "programs/data/degrees.json"
PLACES = ("templates/**/*.*", "*/data/*.json", "*/data/*.csv", "inquiries/brochure/*.typ")
ANY = None
# file and kind of fact: what may stand there, and why it is no second copy
ALLOWED = {
    ("events/data/events.json", "date"): (ANY, "days of events, which stand nowhere else"),
    ("inquiries/data/consents.json", "date"): (ANY, "since when each wording of a consent holds"),
    ("inquiries/data/holidays.json", "date"): (ANY, "the days on which nobody is at the desk"),
    ("templates/admin/inquiries/importrun/upload.html", "date"): (
        {"2025-12-31"},
        "how a date is written",
    ),
    ("pages/data/home.json", "date"): ({"2023-12-07"}, "the day of a story on the home page"),
    ("pages/data/pages.json", "date"): ({"December 7"}, "the day of a report of the past"),
    ("pages/data/pages.json", "credits"): ({"32"}, "how many centers and institutes there are"),
    ("pages/data/figures.json", "credits"): ({"32"}, "the same, as the home page counts them"),
}


def files():
    root = settings.BASE_DIR
    found = {str(path.relative_to(root)): path for place in PLACES for path in root.glob(place)}
    del found[THE_ONE_COPY]
    return found


def copies(name, kind):
    return {hit.group() for hit in FACTS[kind].finditer(files()[name].read_text())}


def not_allowed(name, kind):
    allowed, _reason = ALLOWED.get((name, kind), (set(), ""))
    return set() if allowed is ANY else copies(name, kind) - allowed


@pytest.mark.parametrize("kind", FACTS)
def test_no_fact_stands_a_second_time(kind):
    assert {name: found for name in files() if (found := not_allowed(name, kind))} == {}


@pytest.mark.parametrize(("name", "kind"), ALLOWED)
def test_nothing_is_allowed_that_is_not_there(name, kind):
    allowed, _reason = ALLOWED[name, kind]

    assert copies(name, kind) >= (allowed or set())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "by December 1, 2026"),
        ("date", '"2026-12-01"'),
        ("date", "on 1 December 2026"),
        ("price", "costs $61,250"),
        ("price", "61250 dollars"),
        ("credits", "36 credits"),
        ("credits", "4 credits of capstone"),
        ("credits", "a 64-credit degree"),
        ("credits", "32 of them"),
    ],
)
def test_what_is_looked_for_is_found(kind, text):
    assert FACTS[kind].search(text)


def test_templates_and_data_are_looked_through():
    looked = {"templates/programs/program_detail.html", "programs/data/questions.json"}

    assert looked <= set(files())
