"""What search engines are told: which pages there are, and where not to look."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from lxml import etree

from events.models import Event
from news.models import NewsItem
from pages.models import Block, Page, RichText
from programs.models import Program
from tests.factories import EventFactory, NewsItemFactory, PageFactory, ProgramFactory
from tests.missing import not_here

pytestmark = pytest.mark.django_db
SCHEMA = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OURS = "http://testserver"
ENTRANCES = ["/", "/programs/", "/programs/compare/", "/news/", "/events/", "/brochure/"]
MOST_QUERIES = 4
XSD = settings.BASE_DIR / "node_modules/sitemap/schema/sitemap.xsd"


def entries(client):
    """Each `loc` with its `lastmod`; fails where the answer breaks the sitemaps.org rules."""
    response = client.get("/sitemap.xml")
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    assert root.tag == f"{SCHEMA}urlset"
    return dict(entry(url) for url in root)


def entry(url):
    parts = [part.tag.removeprefix(SCHEMA) for part in url]
    assert url.tag == f"{SCHEMA}url"
    assert parts in (["loc"], ["loc", "lastmod"])
    loc, lastmod = url[0].text, url[1].text if len(url) == 2 else None
    assert loc.startswith(f"{OURS}/")
    assert len(loc) < 2048
    assert lastmod is None or parse_date(lastmod) or parse_datetime(lastmod)
    return loc, lastmod


def listed(client):
    return [loc.removeprefix(OURS) for loc in entries(client)]


def faults(xml):
    """What the schema of sitemaps.org finds wrong."""
    if not XSD.exists():
        not_here("The sitemap's schema is missing: npm ci brings it.")
    schema = etree.XMLSchema(file=str(XSD))
    schema.validate(etree.fromstring(xml))
    return [error.message for error in schema.error_log]


def test_sitemap_of_an_empty_site_is_valid_by_its_schema(client):
    assert faults(client.get("/sitemap.xml").content) == []


def test_sitemap_with_one_of_each_is_valid_by_its_schema(client):
    for factory in (ProgramFactory, PageFactory, NewsItemFactory, EventFactory):
        factory()

    assert faults(client.get("/sitemap.xml").content) == []


def test_schema_would_find_what_is_wrong(client):
    xml = client.get("/sitemap.xml").content

    [fault] = faults(xml.replace(b"</loc>", b"</loc><lastmod>yesterday</lastmod>", 1))[:1]

    assert "yesterday" in fault


def test_sitemap_of_an_empty_site_lists_the_entrances(client):
    assert listed(client) == ENTRANCES


def test_sitemap_lists_one_of_each(client):
    ProgramFactory(slug="immunology")
    NewsItemFactory(slug="brain")
    EventFactory(slug="talk")
    PageFactory(slug="about")

    found = listed(client)

    assert found[len(ENTRANCES) :] == [
        "/programs/immunology/",
        "/about/",
        "/news/brain/",
        "/events/talk/",
    ]


@pytest.mark.parametrize("factory", [NewsItemFactory, EventFactory, PageFactory])
def test_sitemap_leaves_out_what_is_not_public(client, factory):
    hour = timedelta(hours=1)
    factory(state="draft")
    factory(publish_at=timezone.now() + hour)
    factory(publish_at=timezone.now() - 2 * hour, unpublish_at=timezone.now() - hour)

    assert listed(client) == ENTRANCES


def test_sitemap_leaves_out_retired_programs(client):
    ProgramFactory(status=Program.Status.RETIRED)

    assert listed(client) == ENTRANCES


def test_sitemap_leaves_out_pages_that_lead_elsewhere(client):
    PageFactory(slug="jobs", leads_to_address="https://example.org/")
    page = PageFactory(slug="about")
    PageFactory(slug="contact", leads_to_page=page)

    assert listed(client) == [*ENTRANCES, "/about/"]


def test_sitemap_leaves_out_pages_below_a_draft(client):
    section = PageFactory(slug="section", state="draft")
    PageFactory(slug="below", parent=section)

    assert listed(client) == ENTRANCES


def test_sitemap_names_our_address_not_the_one_of_the_request(client):
    response = client.get("/sitemap.xml", headers={"host": "127.0.0.1"})

    assert b"127.0.0.1" not in response.content
    assert b"<loc>http://testserver/</loc>" in response.content


def test_lastmod_is_the_day_of_the_last_change(client):
    NewsItemFactory(slug="brain", publish_at=datetime(2024, 1, 1, tzinfo=UTC))
    NewsItem.objects.update(updated_at=datetime(2024, 2, 3, 12, tzinfo=UTC))

    assert entries(client)[f"{OURS}/news/brain/"] == "2024-02-03"


def test_lastmod_of_a_scheduled_item_is_the_day_it_appeared(client):
    NewsItemFactory(slug="brain", publish_at=datetime(2024, 3, 4, 12, tzinfo=UTC))
    NewsItem.objects.update(updated_at=datetime(2024, 2, 3, 12, tzinfo=UTC))

    assert entries(client)[f"{OURS}/news/brain/"] == "2024-03-04"


def test_lastmod_of_a_page_follows_its_blocks(client):
    page = PageFactory(slug="about")
    Page.history.update(history_date=datetime(2024, 1, 1, 12, tzinfo=UTC))
    block = RichText.objects.create(parent=page, region="main", ordering=1, text="<p>Hi</p>")
    Block.history.filter(id=block.pk).update(history_date=datetime(2024, 5, 6, 12, tzinfo=UTC))

    assert entries(client)[f"{OURS}/about/"] == "2024-05-06"


def test_sitemap_asks_as_many_queries_for_many_rows_as_for_one(client):
    NewsItemFactory(), EventFactory(), PageFactory()
    NewsItem.objects.bulk_create(NewsItemFactory.build_batch(500))
    Event.objects.bulk_create(EventFactory.build_batch(500))
    client.get("/sitemap.xml")  # reads what is kept until content changes

    with CaptureQueriesContext(connection) as queries:
        assert len(listed(Client())) == 1003 + len(ENTRANCES)

    assert len(queries) <= MOST_QUERIES


def test_sitemap_may_be_kept_for_an_hour_and_sets_no_cookie(client):
    response = client.get("/sitemap.xml")

    assert response["Cache-Control"] == "public, max-age=3600"
    assert not response.cookies


@pytest.mark.parametrize("query", ["?p=2", "?p=abc", "?p=%00", "?section=x"])
def test_nonsense_changes_nothing(client, query):
    assert client.get(f"/sitemap.xml{query}").content == client.get("/sitemap.xml").content


def test_robots_may_read_all_but_what_is_for_one_person(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=86400"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    refused = [line.split(": ")[1] for line in lines if line.startswith("Disallow")]
    assert refused == [
        "/admin/",
        "/accounts/",
        "/search/",
        "/brochure/thanks/",
        "/*?preview=",
        "/*&preview=",
    ]
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
