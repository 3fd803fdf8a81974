"""Alerts above every page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Alert
from tests.factories import AlertFactory

pytestmark = pytest.mark.django_db


def html(client, address="/news/"):
    return client.get(address).content.decode()


def test_page_without_alerts_loads_nothing_for_them(client):
    assert "alert" not in html(client)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": Alert.State.DRAFT},
        {"publish_at": timezone.now() + timedelta(days=1)},
        {"publish_at": timezone.now() - timedelta(2), "unpublish_at": timezone.now()},
    ],
    ids=["draft", "scheduled", "ended"],
)
def test_alert_that_is_not_public_is_not_shown(client, fields):
    AlertFactory(title="Campus closed", **fields)

    assert "Campus closed" not in html(client)


@pytest.mark.parametrize("address", ["/", "/programs/", "/brochure/", "/nowhere/"])
def test_alert_stands_on_every_page_above_the_header(client, address):
    AlertFactory(title="Campus closed")

    page = html(client, address)

    assert 0 < page.index("Campus closed") < page.index("<header")


@pytest.mark.parametrize("level", Alert.Level)
def test_level_is_a_word_too(client, level):
    AlertFactory(level=level)

    assert f'<p class="alert__level">{level.label}</p>' in html(client)


def test_alert_says_when_it_was_updated(client, time_machine):
    time_machine.move_to("2022-05-23T16:00:00Z", tick=False)
    AlertFactory()

    assert 'Updated <time datetime="2022-05-23T12:00:00-04:00">May 23, 2022</time>' in html(client)


def test_alert_without_a_link_shows_none(client):
    AlertFactory()

    assert "alert__foot" in html(client)
    assert "Read more" not in html(client)


def test_alert_leads_to_its_link(client):
    AlertFactory(link_label="What to do", link_url="/safety/")

    assert '<a href="/safety/">What to do</a>' in html(client)


def test_text_of_an_alert_is_escaped(client):
    AlertFactory(title="<b>Closed</b>")

    assert "<b>Closed" not in html(client)


def test_close_button_waits_for_its_script(client):
    AlertFactory(title="Campus closed")

    assert '<button class="alert__close" type="button" hidden>' in html(client)


def test_changed_alert_has_another_version(client):
    alert = AlertFactory()
    assert f'data-version="{alert.version}"' in html(client)
    before = alert.version

    alert.save()

    assert alert.version != before
    assert f'data-version="{alert.version}"' in html(client)


def test_two_alerts_stand_newest_first(client):
    AlertFactory(title="Older", publish_at=timezone.now() - timedelta(days=1))
    AlertFactory(title="Newer")

    page = html(client)

    assert page.index("Newer") < page.index("Older")
