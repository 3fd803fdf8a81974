from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import NewsItem
from news.views import ITEMS_PER_PAGE
from tests.factories import NewsItemFactory, TopicFactory
from tests.reading import Page

pytestmark = pytest.mark.django_db
LIST = "/news/"


@pytest.fixture(autouse=True)
def three_stories():
    heart, brain = (
        TopicFactory(name="Heart", slug="heart"),
        TopicFactory(name="Brain", slug="brain"),
    )
    noon = datetime(2023, 6, 1, 12, tzinfo=UTC)
    NewsItemFactory(title="Old Film", kind="film", publish_at=noon, topics=[heart])
    NewsItemFactory(title="Old Article", publish_at=noon.replace(month=5), topics=[brain])
    NewsItemFactory(title="New Film", kind="film", publish_at=noon.replace(2024), topics=[brain])


def titles(response):
    return [item.title for item in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"topic": "brain"}, ["New Film", "Old Article"]),
        ({"year": "2023"}, ["Old Film", "Old Article"]),
        ({"kind": "film"}, ["New Film", "Old Film"]),
        ({"kind": "film", "topic": "brain", "year": "2024"}, ["New Film"]),
        ({"kind": "", "topic": "", "year": ""}, ["New Film", "Old Film", "Old Article"]),
    ],
)
def test_choice_narrows_the_list(client, query, found):
    assert titles(client.get(LIST, query)) == found


@pytest.mark.parametrize("name", ["topic", "year", "kind"])
@pytest.mark.parametrize("value", ["?", "0", "-1", "99999", "\0", "x" * 5000, "Film", "²", "'"])
def test_nonsense_is_no_choice(client, name, value):
    response = client.get(LIST, {name: value})

    assert len(titles(response)) == 3
    assert "aria-invalid" not in response.content.decode()


def test_year_is_the_calendar_of_boston(client):
    NewsItemFactory(title="New Year's Eve", publish_at=datetime(2020, 1, 1, 2, tzinfo=UTC))

    assert titles(client.get(LIST, {"year": "2019"})) == ["New Year's Eve"]
    assert len(titles(client.get(LIST, {"year": "2020"}))) == 4  # no such year: no choice


def test_title_and_heading_say_what_is_chosen_and_how_much_it_is(client):
    response = client.get(LIST, {"kind": "film", "topic": "brain", "year": "2024"})

    page = Page(response)
    assert page.headings[:2] == ["News: Films, Brain, 2024", "1 story"]
    assert "<title>News: Films, Brain, 2024 |" in response.content.decode()


def test_form_keeps_the_choice(client):
    html = client.get(LIST, {"topic": "brain"}).content.decode()

    assert '<option value="brain" selected>Brain</option>' in html
    assert '<option value="" selected>All kinds</option>' in html


def test_only_what_is_public_is_offered(client):
    hidden = TopicFactory(name="Secret")
    NewsItemFactory(state="draft", kind="interview", publish_at="2001-05-01T12Z", topics=[hidden])

    html = client.get(LIST).content.decode()

    for unknown in ("Secret", "2001", "Interview"):
        assert unknown not in html


def test_choice_without_a_story_shows_a_way_back(client):
    page = Page(client.get(LIST, {"topic": "heart", "year": "2024"}))

    assert "Nothing in our news is all of this: Heart, 2024." in page.text
    assert page.links.count(LIST) == 2


def test_pages_keep_the_choice(client):
    NewsItem.objects.bulk_create(NewsItemFactory.build_batch(ITEMS_PER_PAGE, kind="interview"))
    NewsItemFactory.create_batch(ITEMS_PER_PAGE + 1, kind="film")

    first = Page(client.get(LIST, {"kind": "film", "junk": "x"}))
    second = Page(client.get(LIST, {"kind": "film", "page": "2"}))

    assert "/news/?kind=film&page=2" in first.links
    assert "/news/?kind=film" in second.links


def test_pinned_story_stands_first(client):
    NewsItem.objects.filter(title="Old Article").update(is_pinned=True)

    assert titles(client.get(LIST)) == ["Old Article", "New Film", "Old Film"]


def test_site_with_one_kind_and_one_year_offers_no_choice(client):
    NewsItem.objects.exclude(title="New Film").delete()

    assert not client.get(LIST).context["form"].fields


def test_a_thousand_stories_cost_as_many_queries_as_three(client):
    topic = TopicFactory(slug="all")
    rows = NewsItem.objects.bulk_create(NewsItemFactory.build_batch(1_000))
    tagged = NewsItem.topics.through
    tagged.objects.bulk_create([tagged(newsitem=row, topic=topic) for row in rows])
    address = f"{LIST}?topic=all&page=40"
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        assert len(titles(client.get(address))) == ITEMS_PER_PAGE

    assert len(queries) <= 2  # the stamp's and the page's rows
