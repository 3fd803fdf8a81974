"""The feed by the rules of RFC 4287, as a strict reader takes it."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.feed import ITEMS
from news.models import NewsItem
from tests.factories import NewsItemFactory, SiteFactsFactory, TopicFactory

pytestmark = pytest.mark.django_db
FEED = "/news/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[\w/.:~-]+")
NOON = datetime(2024, 2, 28, 17, tzinfo=UTC)
DAY = timedelta(days=1)


def read(client, address=FEED):
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314 - what we wrote ourselves


def entries(client, address=FEED):
    return read(client, address).findall(f"{ATOM}entry")


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def link(element, rel):
    return [item.get("href") for item in element.findall(f"{ATOM}link") if item.get("rel") == rel]


def check_by_the_rules(element):
    """What RFC 4287 asks of feed and entry alike (4.1.1, 4.1.2)."""
    for once in ("id", "title", "updated"):
        assert len(element.findall(f"{ATOM}{once}")) == 1, once
    assert TAG_URI.fullmatch(text(element, "id"))
    assert len(link(element, "alternate")) == 1
    for date in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
        assert RFC3339.fullmatch(date.text)
    for author in element.findall(f"{ATOM}author"):
        assert text(author, "name").strip()
    for anywhere in element.findall(f"{ATOM}link"):
        assert anywhere.get("href").startswith("http://testserver/")


def test_feed_is_valid_atom(client):
    NewsItemFactory.create_batch(3, topics=[TopicFactory(name="Ears & Eyes")])

    feed = read(client)

    assert feed.tag == f"{ATOM}feed"
    check_by_the_rules(feed)
    assert link(feed, "self") == ["http://testserver/news/feed/"]
    ids = []
    for entry in feed.findall(f"{ATOM}entry"):
        check_by_the_rules(entry)
        ids.append(text(entry, "id"))
        assert entry.find(f"{ATOM}category").get("term") == "Ears & Eyes"
        assert entry.find(f"{ATOM}author") is not None
    assert len(set(ids)) == len(ids) == 3


def test_feed_of_no_news_is_valid(client):
    check_by_the_rules(read(client))


def test_feed_is_served_as_atom(client):
    assert client.get(FEED)["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_links_name_the_sites_own_host_whoever_asks(client, settings):
    settings.SITE_URL = "https://masters.example.edu"
    NewsItemFactory(slug="brain", body='<p><a href="/programs/">Here</a></p>')

    response = client.get(FEED)

    body = response.content.decode()
    assert "testserver" not in body
    assert "https://masters.example.edu/news/brain/" in body
    assert 'href="https://masters.example.edu/programs/"' in entry_html(response)


def entry_html(response):
    feed = ElementTree.fromstring(response.content)  # noqa: S314
    return text(feed.find(f"{ATOM}entry"), "content")


def test_entry_says_what_the_page_says(client):
    NewsItemFactory(title="A < B & C", summary="1 < 2", body="<p>Text</p>", authors="Ada Example")

    (entry,) = entries(client)

    assert text(entry, "title") == "A < B & C"
    assert text(entry, "summary") == "1 &lt; 2"  # declared as HTML
    assert text(entry, "content") == "<p>Text</p>"
    assert entry.find(f"{ATOM}content").get("type") == "html"
    assert text(entry.find(f"{ATOM}author"), "name") == "Ada Example"


def test_feed_carries_the_name_that_staff_gave_the_school(client):
    SiteFactsFactory(name="School of Examples")

    assert text(read(client), "title") == "School of Examples: News"


def test_entry_without_authors_is_by_the_school(client):
    NewsItemFactory()

    (entry,) = entries(client)

    assert text(entry.find(f"{ATOM}author"), "name") == "Harvard Medical School"


def test_id_stays_when_address_and_day_change(client):
    item = NewsItemFactory(slug="old")
    before = text(entries(client)[0], "id")
    item.slug, item.publish_at = "new", NOON
    item.save()

    assert text(entries(client)[0], "id") == before


def test_updated_moves_with_the_text_alone(client, time_machine):
    time_machine.move_to(NOON + DAY, tick=False)
    item = NewsItemFactory(publish_at=NOON)
    item.is_pinned = True
    item.save()
    assert text(entries(client)[0], "updated") == "2024-02-28T17:00:00+00:00"

    item.body = "<p>Another.</p>"
    item.save()

    (entry,) = entries(client)
    assert text(entry, "updated") == "2024-02-29T17:00:00+00:00"
    assert text(entry, "published") == "2024-02-28T17:00:00+00:00"


def test_entry_of_an_unknown_day_names_none(client):
    NewsItemFactory(publish_at=NOON, is_dated=False)

    (entry,) = entries(client)

    assert entry.find(f"{ATOM}published") is None
    assert "2024-02-28" not in text(entry, "updated")


def test_newest_come_first_and_old_ones_drop_out(client):
    NewsItem.objects.bulk_create(NewsItemFactory.build_batch(ITEMS, publish_at=NOON))
    NewsItemFactory(title="Oldest", publish_at=NOON - DAY, is_pinned=True)
    NewsItemFactory(title="Newest")

    titles = [text(entry, "title") for entry in entries(client)]

    assert len(titles) == ITEMS
    assert titles[0] == "Newest"
    assert "Oldest" not in titles


def test_feed_of_a_topic_holds_its_items_alone(client):
    topic = TopicFactory(name="Brain", slug="brain")
    NewsItemFactory(title="On the brain", topics=[topic])
    NewsItemFactory(title="On the heart")

    feed = read(client, f"{FEED}?topic=brain")

    assert [text(entry, "title") for entry in feed.findall(f"{ATOM}entry")] == ["On the brain"]
    assert text(feed, "id") != text(read(client), "id")
    assert link(feed, "self") == ["http://testserver/news/feed/?topic=brain"]
    check_by_the_rules(feed)


@pytest.mark.parametrize("topic", ["", "nothing", "%00", "x" * 5000])
def test_feed_of_no_topic_is_not_found(client, topic):
    assert client.get(f"{FEED}?topic={topic}").status_code == 404


def test_text_that_xml_cannot_hold_breaks_nothing(client):
    values = {"title": "Bell\x07", "summary": "Form\x0cfeed", "authors": "A\x0b", "body": "\x08"}
    NewsItemFactory(**values)

    (entry,) = entries(client)

    assert text(entry, "title") == "Bell"


def test_reader_that_has_the_feed_is_told_so_until_news_change(client):
    item = NewsItemFactory()
    etag = client.get(FEED)["ETag"]
    again = client.get(FEED, headers={"if-none-match": etag})
    item.title = "Other"
    item.save()

    changed = client.get(FEED, headers={"if-none-match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


@pytest.mark.parametrize("address", ["/news/", "/news/brain/"])
def test_pages_of_news_say_where_the_feed_is(client, address):
    NewsItemFactory(slug="brain")

    html = client.get(address).content.decode()

    assert re.search(
        r'<link rel="alternate" type="application/atom\+xml"[^>]* href="/news/feed/">', html
    )


def test_feed_costs_three_queries(client):
    NewsItemFactory.create_batch(9, topics=TopicFactory.create_batch(2))
    client.get(FEED)

    with CaptureQueriesContext(connection) as queries:
        client.get(FEED)

    assert len(queries) <= 3


def test_feed_cannot_be_posted_to(client):
    assert client.post(FEED).status_code == 405
