from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from news.models import NewsItem
from news.views import ITEMS_PER_PAGE
from tests.factories import NewsItemFactory
from tests.reading import Page

pytestmark = pytest.mark.django_db
LIST = "/news/"
NOW = timezone.now()
HOUR = timedelta(hours=1)
NOT_PUBLIC = {
    "draft": {"state": NewsItem.State.DRAFT},
    "scheduled": {"publish_at": NOW + HOUR},
    "ended": {"publish_at": NOW - 2 * HOUR, "unpublish_at": NOW - HOUR},
}
hidden = pytest.mark.parametrize("values", NOT_PUBLIC.values(), ids=NOT_PUBLIC)


def news_links(response):
    """The items that a page leads to, each once, in order."""
    items = (link for link in Page(response).links if link.startswith(LIST) and "?" not in link)
    return list(dict.fromkeys(link for link in items if link not in (LIST, "/news/feed/")))


def test_list_shows_the_newest_first(client):
    for slug, age in (("middle", 2), ("oldest", 3), ("newest", 1)):
        NewsItemFactory(slug=slug, publish_at=NOW - age * HOUR)

    links = news_links(client.get(LIST))

    assert links == ["/news/newest/", "/news/middle/", "/news/oldest/"]


def test_pinned_item_says_why_it_stands_first(client):
    NewsItemFactory(publish_at=datetime(2024, 2, 28, 12, tzinfo=UTC))
    assert "Featured" not in Page(client.get(LIST)).text

    NewsItemFactory(publish_at=datetime(2024, 2, 22, 12, tzinfo=UTC), is_pinned=True)

    assert "Featured, February 22, 2024" in Page(client.get(LIST)).text


def test_list_gives_title_and_the_day_in_boston(client):
    NewsItemFactory(title="Late at Night", publish_at=datetime(2024, 2, 28, 3, tzinfo=UTC))

    response = client.get(LIST)

    text = Page(response).text
    assert "Late at Night" in text
    assert "February 27, 2024" in text
    assert 'datetime="2024-02-27' in response.content.decode()


@hidden
def test_item_that_is_not_public_is_neither_listed_nor_found(client, values):
    item = NewsItemFactory(title="Not for You", **values)

    assert item.title not in client.get(LIST).content.decode()
    assert item.title not in client.get("/").content.decode()
    answer = client.get(item.get_absolute_url())
    assert answer.status_code == 404
    assert item.title not in answer.content.decode()


@hidden
def test_item_that_is_not_public_is_hidden_from_staff_on_the_site_too(admin_client, values):
    item = NewsItemFactory(**values)

    assert admin_client.get(item.get_absolute_url()).status_code == 404


def test_scheduled_item_appears_and_leaves_by_itself(client, time_machine):
    start = datetime(2027, 1, 4, 14, tzinfo=UTC)
    item = NewsItemFactory(publish_at=start, unpublish_at=start + HOUR)
    address = item.get_absolute_url()

    for at, status in ((-1, 404), (0, 200), (3599, 200), (3600, 404)):
        time_machine.move_to(start + timedelta(seconds=at), tick=False)
        assert client.get(address).status_code == status
        assert (address in news_links(client.get(LIST))) is (status == 200)


def test_item_page_shows_title_day_and_paragraphs(client):
    item = NewsItemFactory(
        title="Turbocharging",
        body="<p>One.</p><p>Two.</p>",
        publish_at=datetime(2024, 2, 28, 14, tzinfo=UTC),
    )

    page = Page(client.get(item.get_absolute_url()))

    assert page.headings[0] == "Turbocharging"
    for said in ("February 28, 2024", "One.", "Two."):
        assert said in page.text


def test_text_of_staff_is_shown_as_text(client):
    item = NewsItemFactory(title="<i>Sly</i>")

    html = client.get(item.get_absolute_url()).content.decode()

    assert "&lt;i&gt;Sly&lt;/i&gt;" in html


@pytest.mark.parametrize("slug", ["unknown", "%00", "brain%00", "BRAIN", "x" * 5000])
def test_address_of_no_item_is_not_found(client, slug):
    NewsItemFactory(slug="brain")

    assert client.get(f"{LIST}{slug}/").status_code == 404


def test_list_without_news_is_a_page(client):
    response = client.get(LIST)

    assert response.status_code == 200
    assert news_links(response) == []


def test_list_breaks_into_pages_that_lead_to_each_other(client):
    items = NewsItemFactory.create_batch(ITEMS_PER_PAGE + 1)
    addresses = [item.get_absolute_url() for item in reversed(items)]

    first, second = client.get(LIST), client.get(LIST, {"page": 2})

    assert news_links(first) == addresses[:ITEMS_PER_PAGE]
    assert news_links(second) == addresses[ITEMS_PER_PAGE:]
    assert any("page=2" in link for link in Page(first).links)
    assert any("page=1" in link or link == LIST for link in Page(second).links)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("", 1), ("1", 1), ("two", 1), ("1.5", 1), ("\0", 1), ("²", 1), ("9" * 5000, 1),
        ("3", 3), ("0", 3), ("-1", 3), ("4", 3), ("9" * 50, 3),
    ],
)  # fmt: skip
def test_page_number_that_is_none_still_gives_a_page(client, page, shown):
    NewsItem.objects.bulk_create(NewsItemFactory.build_batch(2 * ITEMS_PER_PAGE + 1))

    response = client.get(LIST, {"page": page})

    assert response.status_code == 200
    assert response.context["page"].number == shown
