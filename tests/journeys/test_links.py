"""The whole site as it can be reached from the home page, style sheets and pictures included."""

import shutil
import subprocess
from urllib.parse import urlsplit

import pytest

from tests.missing import not_here

from .crawl import Crawl
from .site import BASE_DIR

pytestmark = pytest.mark.once
VALIDATE = BASE_DIR / "node_modules/.bin/html-validate"


@pytest.fixture(scope="module")
def crawl(site):
    return Crawl(site.url).run("/", "/sitemap.xml")


def test_no_link_is_broken(crawl):
    assert crawl.broken == []
    assert len(crawl.pages()) > 60


def test_links_to_other_sites_are_whole_and_encrypted(crawl):
    assert [address for address in crawl.outside if urlsplit(address).scheme != "https"] == []


def test_every_page_is_valid_html(crawl, tmp_path):
    if not VALIDATE.exists() or not shutil.which("node"):
        not_here("html-validate is missing: npm ci brings it.")
    for number, (address, answer) in enumerate(crawl.pages().items()):
        (tmp_path / f"{number}.html").write_text(f"{answer.body}<!-- {address} -->")

    command = [VALIDATE, "--config", BASE_DIR / "tests/journeys/html-validate.json", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
