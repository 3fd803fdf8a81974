"""What nginx keeps of the pages, what it never keeps, and what it does when nobody answers."""

import time

import pytest

from .front import KEPT

# nginx counts in whole seconds: fresh for one, and for what is left of the second it was kept in
SECONDS_UNTIL_STALE = 2.1


def test_public_page_is_kept(front):
    before = front.keep("/programs/")
    after = front.ask("/programs/")
    assert after.text == before.text
    assert after.kept in KEPT


def test_kept_page_is_renewed_by_its_etag(front):
    etag = front.keep("/events/").headers["ETag"]
    time.sleep(SECONDS_UNTIL_STALE)
    renewed = front.ask("/events/")
    assert (renewed.kept, renewed.headers["ETag"]) == ("REVALIDATED", etag)
    assert front.ask("/events/", If_None_Match=etag).status == 304


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "a=b; sessionid=somebody"},
        {"Cookie": "__Host-sessionid=somebody"},
        {"Cookie": "messages=somebody"},
        {"Authorization": "Basic c29tZWJvZHk="},
    ],
)
def test_page_for_a_session_is_neither_kept_nor_taken_from_what_is_kept(front, headers):
    path = "/news/one/"
    for _ in range(2):
        assert front.ask(path, **headers).kept == "BYPASS"
    assert not [key for key in front.kept("pages") if path in key]
    front.keep("/programs/")
    assert front.ask("/programs/", **headers).kept == "BYPASS"


def test_preview_is_seen_with_its_link_alone(site, front):
    path, _, token = site.preview.partition("?preview=")
    for address in (site.preview, f"{path}?x=1&preview={token}"):
        for _ in range(2):
            assert "Not public yet" in front.ask(address).text
    for _ in range(2):
        front.ask(f"{path}?%70review={token}")  # the site may take it for a preview, or not
    assert front.ask(path).status == 404
    assert not [key for key in front.kept("pages") + front.kept("queries") if path in key]


@pytest.mark.parametrize(
    "path", ["/brochure/", "/brochure/mine/1:abcdef:0123456789012345678901/", "/accounts/login/"]
)
def test_page_of_ones_own_never_meets_the_cache(front, path):
    answers = [front.ask(path) for _ in range(3)]
    assert {answer.kept for answer in answers} == {None}
    # the token against forged forms is each visitor's own
    assert len({answer.text for answer in answers}) == 3


def test_spellings_of_encodings_do_not_multiply_what_is_kept(front):
    for number in range(1, 6):
        front.ask("/news/feed/", Accept_Encoding=f"gzip, br;q=0.{number}, x-{number}")
    assert len([key for key in front.kept("pages") if "/news/feed/" in key]) == 1


def test_what_anybody_can_make_up_is_kept_apart(front):
    before = set(front.kept("pages"))
    for path in ("/?a", "/?b", "/%6eews/", "/%6eew%73/"):
        front.keep(path)
    assert set(front.kept("pages")) == before
    assert len(front.kept("queries")) >= 4


def test_missing_pages_are_not_kept(front):
    for _ in range(3):
        assert front.ask("/nothing/here/").status == 404
    assert not [key for key in front.kept("pages") if "/nothing/" in key]


def test_pages_stay_when_the_site_is_away(site, front):
    """Stopped, then hanging; but what was taken down before does not come back."""
    pages = {path: front.keep(path).text for path in ("/", "/news/two/")}
    front.keep("/news/gone/")
    site.query("UPDATE news_newsitem SET state = 'draft' WHERE slug = 'gone'")
    site.query("UPDATE content_contentstamp SET value = 'moved'")
    time.sleep(SECONDS_UNTIL_STALE)
    assert front.ask("/news/gone/").status == 404
    with front.stopped():
        assert {path: front.ask(path).text for path in pages} == pages
        assert front.ask("/").kept == "STALE"
        assert front.ask("/news/gone/").status != 200
        assert front.ask("/brochure/").status == 502
    with site.hanging():
        assert {path: front.ask(path).text for path in pages} == pages
        assert front.ask("/brochure/").status in (502, 504)
    front.wait()
