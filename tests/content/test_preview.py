from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from content import preview
from news.models import NewsItem
from tests.factories import NewsItemFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def draft(**values):
    return NewsItemFactory(state=NewsItem.State.DRAFT, **values)


def test_a_draft_is_not_found_without_its_link(client):
    assert client.get(draft().get_absolute_url()).status_code == 404


def test_a_link_shows_the_draft(client):
    item = draft(title="Not yet")

    assert "Not yet" in client.get(preview.link(item)).content.decode()


def test_neither_caches_nor_search_engines_keep_a_preview(client):
    response = client.get(preview.link(draft()))

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_a_link_expires_after_a_week(client):
    with time_machine.travel(NOW, tick=False):
        link = preview.link(draft())
        assert client.get(link).status_code == 200
    with time_machine.travel(NOW + timedelta(days=7, seconds=2), tick=False):
        assert client.get(link).status_code == 404


def test_a_link_opens_its_own_draft_alone(client):
    one, other = draft(), draft()
    token = preview.link(one).partition("=")[2]

    assert client.get(f"{other.get_absolute_url()}?preview={token}").status_code == 404


@pytest.mark.parametrize("token", ["x", "%00", "a:b:c", "x" * 5000])
def test_a_made_up_token_opens_nothing(client, token):
    assert client.get(f"{draft().get_absolute_url()}?preview={token}").status_code == 404
