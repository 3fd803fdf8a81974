from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import NewsItem
from tests.factories import NewsItemFactory, ProgramFactory, TopicFactory
from tests.reading import Page

pytestmark = pytest.mark.django_db
NOON = datetime(2024, 2, 28, 17, tzinfo=UTC)
DAY = timedelta(days=1)


def read(client, item):
    return Page(client.get(item.get_absolute_url()))


def test_kicker_leads_to_kind_and_topics(client):
    item = NewsItemFactory(kind="film", topics=[TopicFactory(name="Brain", slug="brain")])

    page = read(client, item)

    assert [link for link in page.links if "?" in link] == [
        "/news/?kind=film",
        "/news/?topic=brain",
    ]
    assert "Film Brain" in page.text


def test_authors_are_named(client):
    assert "By Ada Example" in read(client, NewsItemFactory(authors="Ada Example")).text
    assert "By " not in read(client, NewsItemFactory()).text


def test_link_leads_to_the_film(client):
    item = NewsItemFactory(link_label="Watch the film", link_url="https://example.org/film")

    page = read(client, item)

    assert "https://example.org/film" in page.links
    assert "Watch the film (another site)" in page.text


def test_programs_that_it_is_about_are_listed_but_retired_ones(client):
    open_one, retired = ProgramFactory(), ProgramFactory(status="retired")
    page = read(client, NewsItemFactory(programs=[open_one, retired]))

    assert open_one.get_absolute_url() in page.links
    assert retired.official_name not in page.text


def test_story_changed_on_a_later_day_says_so(client, time_machine):
    item = NewsItemFactory(publish_at=NOON)
    time_machine.move_to(NOON + DAY, tick=False)
    item.title = "Corrected"
    item.save()

    assert "Updated February 29, 2024" in read(client, item).text


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ({"title": "Corrected"}, timedelta(hours=5)),  # on the same day
        ({"is_pinned": True}, DAY),  # nobody reads it otherwise
        ({"title": "Corrected", "state": "draft"}, -DAY),  # before it was public
    ],
)
def test_other_changes_are_no_update(client, time_machine, change, after):
    time_machine.move_to(NOON + after, tick=False)
    item = NewsItemFactory(publish_at=NOON)
    for name, value in change.items():
        setattr(item, name, value)
    item.save()
    time_machine.move_to(NOON + 2 * DAY, tick=False)
    NewsItem.objects.update(state="published")

    assert "Updated" not in read(client, item).text


def test_story_of_an_unknown_day_names_none(client):
    program = ProgramFactory()
    item = NewsItemFactory(publish_at=NOON, is_dated=False, programs=[program])

    for address in (item.get_absolute_url(), program.get_absolute_url(), "/news/", "/"):
        html = client.get(address).content.decode()
        assert item.title in html
        assert "February" not in html
        assert "2024-02" not in html


def test_related_stories_share_a_topic_or_a_program_and_are_the_newest(client):
    topic, program = TopicFactory(), ProgramFactory()
    item = NewsItemFactory(publish_at=NOON, topics=[topic], programs=[program])
    ages = {
        number: NewsItemFactory(publish_at=NOON - number * DAY, topics=[topic], programs=[program])
        for number in (4, 1, 3, 2)
    }
    NewsItemFactory(publish_at=NOON)

    related = client.get(item.get_absolute_url()).context["related"]

    assert list(related) == [ages[1], ages[2], ages[3]]


@pytest.mark.parametrize("shared", ["topics", "programs"])
def test_one_thing_in_common_is_enough(client, shared):
    common = TopicFactory() if shared == "topics" else ProgramFactory()
    item, other = NewsItemFactory.create_batch(2, **{shared: [common]})

    assert list(client.get(item.get_absolute_url()).context["related"]) == [other]


def test_neighbors_are_the_public_items_before_and_after(client):
    item = NewsItemFactory(slug="this", publish_at=NOON)
    for slug, moment in (("before", -2), ("just-before", -1), ("just-after", 1), ("after", 2)):
        NewsItemFactory(slug=slug, publish_at=NOON + moment * DAY)
    NewsItemFactory(slug="draft", publish_at=NOON, state="draft")

    html = client.get(item.get_absolute_url()).content.decode()

    assert 'href="/news/just-before/" rel="prev"' in html
    assert 'href="/news/just-after/" rel="next"' in html
    assert html.count(' rel="prev"') == html.count(' rel="next"') == 1


def test_neighbor_that_is_related_is_shown_once(client):
    topic = TopicFactory()
    item = NewsItemFactory(publish_at=NOON, topics=[topic])
    NewsItemFactory(slug="related", publish_at=NOON - DAY, topics=[topic])
    NewsItemFactory(slug="after", publish_at=NOON + DAY)

    links = Page(client.get(item.get_absolute_url())).links

    assert links.count("/news/related/") == links.count("/news/after/") == 1


def test_items_of_one_moment_are_neighbors_in_the_order_of_the_list(client):
    slugs = ["one", "two", "three"]
    for slug in slugs:
        NewsItemFactory(slug=slug, publish_at=NOON)

    item = client.get("/news/two/").context["item"]

    assert (item.earlier["slug"], item.later["slug"]) == ("one", "three")


def test_picture_stands_with_its_text_and_credit(client):
    item = NewsItemFactory(
        image="pictures/cells.webp",
        image_width=1200,
        image_height=800,
        image_alt="Cells that touch",
        image_credit="Ada Example",
    )

    html = client.get(item.get_absolute_url()).content.decode()

    assert 'alt="Cells that touch"' in html
    assert "<figcaption" in html
    assert "Ada Example" in html


def test_page_costs_four_queries_however_much_is_related(client):
    topics, programs = TopicFactory.create_batch(3), ProgramFactory.create_batch(3)
    items = NewsItemFactory.create_batch(20, topics=topics, programs=programs)
    address = items[7].get_absolute_url()
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    assert len(queries) <= 4


def test_old_address_leads_to_the_new_one(client):
    item = NewsItemFactory(slug="old")
    item.slug = "new"
    item.save()

    response = client.get("/news/old/")

    assert (response.status_code, response["Location"]) == (301, "/news/new/")
