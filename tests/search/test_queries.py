"""What is found for what, in which order. The same list holds on SQLite and on PostgreSQL."""

import json
from pathlib import Path

import pytest

from search.results import matches
from search.wanted import Wanted
from tests.search.site import make_site, slugs_of

pytestmark = pytest.mark.django_db
QUERIES = json.loads((Path(__file__).parent / "data/queries.json").read_text(encoding="utf-8"))


def found_for(text):
    wanted = Wanted.by(text)
    found = matches(wanted).rows if wanted else []
    return " ".join(slugs_of([pk for pk, _kind in found]))


def test_each_query_finds_its_pages_in_their_order():
    """In one test: the site is made once."""
    make_site()

    assert [[text, found_for(text)] for text, _slugs in QUERIES] == QUERIES
