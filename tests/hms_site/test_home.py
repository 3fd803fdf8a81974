"""The home page: what staff put there, in the order of the school's own."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content import stamp
from events.models import Event
from news.models import NewsItem
from pages.models import HomeBlock, HomeFeature, HomeLink
from tests.content.pictures import upload
from tests.factories import (
    EventFactory,
    HomeBlockFactory,
    HomeFeatureFactory,
    HomeLinkFactory,
    NewsItemFactory,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now() + timedelta(days=1)
YESTERDAY = timezone.now() - timedelta(days=1)
not_public = pytest.mark.parametrize(
    "when",
    [
        {"state": "draft"},
        {"publish_at": TOMORROW},
        {"publish_at": YESTERDAY - timedelta(days=1), "unpublish_at": YESTERDAY},
    ],
)


def home(client):
    return Page(client.get("/"))


@not_public
def test_story_that_is_not_public_is_not_shown(client, when):
    HomeFeatureFactory(headline="Secret", **when)

    assert "Secret" not in home(client).text


@not_public
def test_block_that_is_not_public_is_not_shown(client, when):
    for kind in HomeBlock.Kind:
        HomeBlockFactory(kind=kind, heading=f"Secret {kind}", **when)

    assert "Secret" not in home(client).text


def test_three_stories_with_the_lowest_positions_are_shown(client):
    for number in (4, 2, 1, 3):
        HomeFeatureFactory(headline=f"Story {number}", position=number)

    stories = [heading for heading in home(client).headings if heading.startswith("Story")]
    assert stories == ["Story 1", "Story 2", "Story 3"]


def test_story_shows_what_it_asks_and_where_it_leads(client):
    HomeFeatureFactory(headline="Blackstock", teaser="A book?", link_label="Watch", link_url="/a/")

    page = home(client)

    assert "Blackstock A book? Watch : Blackstock" in page.text
    assert "/a/" in page.links


def test_story_shows_its_picture_with_its_words(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    HomeFeatureFactory(image=upload(), image_alt="A red corner on blue")

    html = client.get("/").content.decode()

    assert 'alt="A red corner on blue"' in html
    assert "/3_2/800w.avif 800w" in html


def test_parts_stand_in_the_order_of_the_school(client):
    for kind in reversed(HomeBlock.Kind.values):
        HomeBlockFactory(kind=kind, heading=f"A {kind} block")
    HomeFeatureFactory(headline="A story")
    NewsItemFactory()

    parts = ["A story", "News & Research", "A notice block", "A education block"]
    parts += ["A community block", "A giving block", "Events at HMS"]
    assert [heading for heading in home(client).headings if heading in parts] == parts


def test_block_shows_all_that_staff_wrote(client):
    block = HomeBlockFactory(
        heading="Better", subheading="Together", text="<p>For all.</p>", date="2023-12-07",
        link_label="Learn more", link_url="/about/",
    )  # fmt: skip
    HomeLinkFactory(block=block, label="Second", url="/second/", position=2)
    HomeLinkFactory(block=block, label="First", url="/first/", position=1)

    page = home(client)

    assert "Better December 7, 2023 Together For all. Learn more First Second" in page.text
    assert {"/about/", "/first/", "/second/"} <= set(page.links)


def test_label_without_an_address_is_refused():
    with pytest.raises(IntegrityError, match="pages_homeblock_link_and_label"):
        HomeBlockFactory(link_label="Nowhere")


def test_pinned_news_comes_first(client):
    NewsItemFactory(title="New")
    NewsItemFactory(title="Pinned", publish_at="2020-01-01T12:00:00Z", is_pinned=True)

    headings = home(client).headings
    assert headings.index("Pinned") < headings.index("New")


def test_past_and_secret_events_are_not_shown(client):
    EventFactory(title="Over", starts_at=YESTERDAY - timedelta(hours=1), ends_at=YESTERDAY)
    EventFactory(title="Secret", state="draft")

    page = home(client)

    assert "Over" not in page.text
    assert "Secret" not in page.text
    assert "No events are planned at the moment." in page.text


def test_event_that_ends_makes_room_for_the_next_one(client):
    for day in (1, 2, 3, 4):
        start = timezone.now() + timedelta(days=day)
        EventFactory(title=f"In {day}", starts_at=start, ends_at=start + timedelta(hours=1))
    home(client)

    with time_machine.travel(TOMORROW + timedelta(hours=2), tick=False):
        events = [heading for heading in home(client).headings if heading.startswith("In ")]
    assert events == ["In 2", "In 3", "In 4"]


def test_next_three_events_are_shown_the_featured_one_first(client):
    for day in (4, 3, 2, 1):
        start = timezone.now() + timedelta(days=day)
        EventFactory(title=f"In {day}", starts_at=start, ends_at=start + timedelta(hours=1))
    EventFactory(title="Featured", is_featured=True)

    events = [heading for heading in home(client).headings if heading[:3] in ("In ", "Fea")]
    assert events == ["Featured", "In 1", "In 2"]


def test_cancelled_event_is_said_to_be_even_when_featured(client):
    EventFactory(title="Talk", is_featured=True, is_cancelled=True)

    page = home(client)
    assert "Cancelled: Talk" in page.text
    assert "Featured" not in page.text


def test_home_always_leads_to_programs_the_form_and_the_calendar(client):
    assert {"/programs/", "/brochure/", "/events/"} <= set(home(client).links)


def test_home_tells_readers_where_the_feed_is(client):
    html = client.get("/").content.decode()

    assert '<link rel="alternate" type="application/atom+xml"' in html
    assert 'href="/news/feed/"' in html


def test_words_of_staff_are_escaped(client):
    HomeFeatureFactory(headline="<script>1</script>", teaser="<b>", link_label="<i>")
    HomeBlockFactory(heading="<script>2</script>", subheading="<script>3</script>")

    html = client.get("/").content.decode()

    assert not any(f"<script>{number}" in html for number in (1, 2, 3))


def test_change_of_staff_is_seen_at_once(client):
    feature = HomeFeatureFactory(headline="Before")
    client.get("/")

    feature.headline = "After"
    feature.save()

    assert "After" in home(client).text
    assert HomeFeature.objects.count() == 1


def fill(number):
    """`number` of each thing that the home page shows, events and links of blocks too."""
    for kind in HomeBlock.Kind:
        for block in HomeBlockFactory.create_batch(min(number, 3), kind=kind):
            HomeLink.objects.bulk_create(HomeLinkFactory.build_batch(number, block=block))
    HomeFeatureFactory.create_batch(min(number, 5))
    NewsItem.objects.bulk_create(NewsItemFactory.build_batch(number))
    Event.objects.bulk_create(EventFactory.build_batch(number))
    stamp.move()


def queries_of_home(client):
    client.get("/")  # reads what is kept until content changes
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    return len(queries)


def test_home_costs_as_many_queries_for_many_rows_as_for_one(client):
    fill(1)
    with_one = queries_of_home(client)
    fill(300)

    assert queries_of_home(client) == with_one <= 1  # the stamp's own
