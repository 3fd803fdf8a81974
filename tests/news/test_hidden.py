"""Drafts, scheduled and ended items: in no list, page, feed or block; shown by a preview link."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content import preview
from news.models import NewsItem
from tests.factories import NewsItemFactory, ProgramFactory, TopicFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)
NOT_PUBLIC = {
    "draft": {"state": NewsItem.State.DRAFT},
    "scheduled": {"publish_at": NOW + HOUR},
    "ended": {"publish_at": NOW - 2 * HOUR, "unpublish_at": NOW - HOUR},
}
hidden = pytest.mark.parametrize("values", NOT_PUBLIC.values(), ids=NOT_PUBLIC)


@hidden
def test_what_is_not_public_stands_nowhere(client, values):
    topic, program = TopicFactory(slug="brain"), ProgramFactory()
    links = {"topics": [topic], "programs": [program]}
    NewsItemFactory(title="Not for You", **links, **values)
    public = NewsItemFactory(publish_at=NOW - 3 * HOUR, **links)

    for address in (
        "/", "/news/", "/news/?topic=brain", "/news/feed/", "/news/feed/?topic=brain",
        public.get_absolute_url(), program.get_absolute_url(),
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 200
        assert "Not for You" not in response.content.decode()


@hidden
def test_preview_link_shows_it_and_no_cache_keeps_it(client, values):
    item = NewsItemFactory(title="Soon", topics=[TopicFactory(name="Brain")], **values)

    response = client.get(preview.link(item))

    html = response.content.decode()
    assert "Soon" in html
    assert "Brain" in html
    assert response["Cache-Control"] == "private, no-store"


def test_preview_link_expires_after_a_week(client, time_machine):
    link = preview.link(NewsItemFactory(state="draft"))

    for days, status in ((6, 200), (8, 404)):
        time_machine.move_to(NOW + timedelta(days=days), tick=False)
        assert client.get(link).status_code == status


@pytest.mark.parametrize("token", ["wrong", "%00", "x" * 5000, "a:b:c"])
def test_wrong_token_opens_nothing_public_or_not(client, token):
    for item in (NewsItemFactory(state="draft"), NewsItemFactory()):
        response = client.get(f"{item.get_absolute_url()}?preview={token}")

        assert response.status_code == 404
        assert response["Cache-Control"] == "private, no-store"


def test_token_of_another_item_opens_nothing(client):
    one, other = NewsItemFactory.create_batch(2, state="draft")
    token = preview.link(one).partition("?")[2]

    assert client.get(f"{other.get_absolute_url()}?{token}").status_code == 404
