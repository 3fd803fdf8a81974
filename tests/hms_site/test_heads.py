"""The head of every public page: a title and a description of its own, and what links show."""

from datetime import timedelta
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.utils import timezone

from hms_site.machine.cards import general
from inquiries.references import thanks_token
from news.models import NewsItem, Topic
from programs.models import Program
from tests.factories import (
    EventFactory,
    InquiryFactory,
    NewsItemFactory,
    PageFactory,
    ProgramFactory,
)

pytestmark = pytest.mark.django_db
OURS = "http://testserver"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


class Head(HTMLParser):
    """The title, each `meta` by its name or property, and each `link` by its rel."""

    def __init__(self, response):
        super().__init__()
        self.title, self.meta, self.links, self.in_title = "", {}, {}, False
        self.feed(response.content.decode().partition("</head>")[0])

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.in_title = tag == "title"
        name = said.get("name") or said.get("property")
        if tag == "meta" and name:
            self.meta.setdefault(name, []).append(said["content"])
        if tag == "link":
            self.links.setdefault(said["rel"], []).append(said)

    def handle_data(self, data):
        self.title += data if self.in_title else ""

    def handle_endtag(self, tag):
        self.in_title = False

    @property
    def canonical(self):
        return [link["href"] for link in self.links.get("canonical", [])]


def head(client, address):
    return Head(client.get(address))


@pytest.fixture
def whole_site():
    """All that the school's content brings, with one of what it does not."""
    call_command("load_content", stdout=StringIO())
    EventFactory(slug="talk", title="A talk to come")


def addresses(client):
    """Every address of the sitemap, without the host."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    return [loc.text.removeprefix(OURS) for loc in tree.iter(LOC)]


def test_every_page_of_the_sitemap_has_a_head_of_its_own(client, whole_site):
    found = addresses(client)
    titles, descriptions = {}, {}
    assert len(found) > 50
    for address in found:
        response = client.get(address)
        assert response.status_code == 200, address
        said = Head(response)
        [description] = said.meta["description"]
        assert 0 < len(description) <= 300, address
        assert said.canonical == [f"{OURS}{address}"]
        assert "robots" not in said.meta
        titles.setdefault(said.title, []).append(address)
        descriptions.setdefault(description, []).append(address)

    assert [shared for shared in titles.values() if len(shared) > 1] == []
    assert [shared for shared in descriptions.values() if len(shared) > 1] == []


def test_link_shows_title_description_and_picture(client):
    program = ProgramFactory(official_name="Law & Medicine", summary="Of “both”.", slug="law")

    said = head(client, "/programs/law/").meta

    assert said["og:title"] == ["Law & Medicine"]
    assert said["og:description"] == said["description"] == ["Of “both”."]
    assert said["og:url"] == [f"{OURS}{program.get_absolute_url()}"]
    assert said["og:site_name"] == ["Harvard Medical School"]
    assert said["og:type"] == ["website"]
    assert said["twitter:card"] == ["summary_large_image"]


@pytest.mark.parametrize("factory", [ProgramFactory, NewsItemFactory, EventFactory, PageFactory])
def test_picture_of_a_link_is_there(client, factory):
    row = factory()

    said = head(client, row.get_absolute_url()).meta

    [picture] = said["og:image"]
    assert picture.startswith(f"{OURS}/cards{row.get_absolute_url()}")
    assert client.get(picture.removeprefix(OURS))["Content-Type"] == "image/png"
    assert (said["og:image:width"], said["og:image:height"]) == (["1200"], ["630"])
    assert str(row) in said["og:image:alt"][0]


@pytest.mark.parametrize("address", ["/", "/programs/", "/news/", "/events/", "/brochure/"])
def test_page_about_no_row_shows_the_general_picture(client, address):
    assert head(client, address).meta["og:image"] == [f"{OURS}{general().address()}"]


def test_news_is_an_article(client):
    item = NewsItemFactory()

    assert head(client, item.get_absolute_url()).meta["og:type"] == ["article"]


@pytest.mark.parametrize("title", ['"><script>alert(1)</script>', "{{ 1 }} {% x %}", "a' onx='b"])
def test_title_stays_text_in_the_head(client, title):
    item = NewsItemFactory(title=title, summary=title)

    said = head(client, item.get_absolute_url())

    assert said.meta["og:title"] == said.meta["og:description"] == [title]
    assert said.title.startswith(title)


def test_page_of_a_list_is_canonical_by_its_number(client):
    NewsItemFactory.create_batch(21)

    assert head(client, "/news/?page=2").canonical == [f"{OURS}/news/?page=2"]
    assert head(client, "/news/?page=1").canonical == [f"{OURS}/news/"]


def test_past_events_are_canonical_apart_from_those_to_come(client):
    ended = timezone.now() - timedelta(days=1)
    EventFactory.create_batch(21, starts_at=ended - timedelta(hours=1), ends_at=ended)

    assert head(client, "/events/?when=past").canonical == [f"{OURS}/events/?when=past"]
    assert head(client, "/events/?when=past&page=2").canonical == [
        f"{OURS}/events/?when=past&page=2"
    ]


@pytest.mark.parametrize("address", ["/news/?kind=film", "/events/?kind=talk", "/news/?topic=care"])
def test_choice_of_entries_is_followed_and_not_listed(client, address):
    Topic.objects.create(name="Care", slug="care")
    NewsItemFactory(kind=NewsItem.Kind.FILM).topics.add(Topic.objects.get())
    NewsItemFactory()

    said = head(client, address)

    assert (said.meta["robots"], said.canonical) == (["noindex, follow"], [])


@pytest.mark.parametrize("query", ["?page=abc", "?utm_source=x", "?page=99", "?page=-5"])
def test_canonical_address_leaves_out_what_changes_nothing(client, query):
    NewsItemFactory()

    assert head(client, f"/news/{query}").canonical == [f"{OURS}/news/"]


def test_missing_page_has_no_canonical_address(client):
    said = head(client, "/nowhere/")

    assert said.canonical == []
    assert "og:url" not in said.meta


def test_retired_program_is_not_to_be_listed(client):
    ProgramFactory(slug="old", status=Program.Status.RETIRED)

    said = head(client, "/programs/old/")

    assert (said.meta["robots"], said.canonical) == (["noindex"], [])


def test_thanks_page_is_for_one_person(client):
    token = thanks_token(InquiryFactory().pk)

    said = head(client, f"/brochure/thanks/{token}/")

    assert (said.meta["robots"], said.canonical) == (["noindex"], [])
    assert "og:url" not in said.meta


@pytest.mark.parametrize("address", ["/", "/news/"])
def test_news_feed_is_to_be_found(client, address):
    [feed] = head(client, address).links["alternate"]

    assert (feed["type"], feed["href"]) == ("application/atom+xml", "/news/feed/")
    assert feed["title"]


def test_calendar_of_events_is_to_be_found(client):
    [calendar] = head(client, "/events/").links["alternate"]

    assert (calendar["type"], calendar["href"]) == ("text/calendar", "/events/calendar.ics")
