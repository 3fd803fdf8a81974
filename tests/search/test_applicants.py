"""What applicants ask, of the content that comes with the site."""

import pytest
from django.core.management import call_command

from search.results import matches
from search.synonyms import SYNONYMS
from search.wanted import Wanted
from tests.search.site import slugs_of

pytestmark = pytest.mark.django_db

FIRST = {
    "36 credits": "programs", "64 credits": "programs", "credits": "programs",
    "master's degree programs": "programs", "master's programs": "programs",
    "compare": "programs", "capstone": "programs", "calendar": "events", "events": "events",
    "news": "news", "brochure": "brochure", "how much does it cost": "cost-of-attendance",
    "tuition": "cost-of-attendance", "fees": "cost-of-attendance", "scholarship": "financial-aid",
    "visa": "financial-aid", "how do I apply": "programs",
}  # fmt: skip


def found(text):
    return matches(Wanted.by(text))


def slugs(text):
    return slugs_of([pk for pk, _kind in found(text).rows])


def test_applicants_find_what_they_ask_for_first():
    """In one test: the content is loaded once."""
    call_command("load_content", verbosity=0)

    assert {text: slugs(text)[0] for text in FIRST} == FIRST
    assert "immunology" in slugs("64 credits")
    assert "bioethics" not in slugs("64 credits")
    assert "immunology" not in slugs("capstone")
    assert "lcme-accreditation" not in slugs("credit")
    said = {words for several in SYNONYMS.values() for words in several}
    assert [words for words in said if not slugs(words) or found(words).is_inside] == []
