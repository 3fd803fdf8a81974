"""The pictures of the editors' manual: the ones it shows are taken, small, and described."""

import re

from hms_site.settings import BASE_DIR
from scripts.screenshots import PICTURES, shots

MANUAL = (BASE_DIR / "docs/editors.md").read_text()
IDS = dict.fromkeys(("draft", "public", "event", "alert", "page", "rule"), 1)
MOST_BYTES, MOST_IN_ALL = 80_000, 1_500_000


def shown():
    """Name and description of each picture in the manual."""
    return {name: text for text, name in re.findall(r"!\[([^\]]*)\]\(editors/(.*?)\.png\)", MANUAL)}


def test_manual_shows_the_pictures_that_are_taken():
    taken = {"sign-in", *(shot.name for shot in shots(IDS))}

    assert set(shown()) == taken
    assert {file.stem for file in PICTURES.iterdir()} == taken


def test_every_picture_of_the_manual_says_what_it_shows():
    assert [name for name, text in shown().items() if len(text) < 15] == []


def test_pictures_are_small():
    sizes = {file.name: file.stat().st_size for file in PICTURES.iterdir()}

    assert [name for name, size in sizes.items() if size > MOST_BYTES] == []
    assert sum(sizes.values()) < MOST_IN_ALL


def test_manual_leads_to_its_own_headings():
    headings = re.findall(r"^#+ (.+)$", MANUAL, re.MULTILINE)
    places = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}

    assert set(re.findall(r"\]\(#([^)]+)\)", MANUAL)) <= places
