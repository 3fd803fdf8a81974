"""How many forms one line may send in an hour, and what happens to the one too many."""

import re
import runpy
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.test import Client

from hms_site import settings as site_settings
from inquiries.models import Inquiry, RateBucket
from tests.inquiries.pages import BROCHURE, Page, kept, send
from tests.inquiries.threads import at_once

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def two_posts_an_hour(settings):
    settings.INQUIRY_RATE = 2


@pytest.fixture
def at_twenty_past():
    with time_machine.travel(NOON + timedelta(minutes=20), tick=False):
        yield


def statuses(client, answers, number, **extra):
    forms = [answers | {"email": f"ada{n}@example.org"} for n in range(number)]
    return [send(client, form, **extra).status_code for form in forms]


def test_post_too_many_is_refused(client, answers, at_twenty_past):
    assert statuses(client, answers, 4) == [303, 303, 429, 429]
    assert Inquiry.objects.count() == 2


def test_refused_post_says_when_to_come_back(client, answers, at_twenty_past):
    statuses(client, answers, 2)

    response = send(client, answers)

    assert response["Retry-After"] == "2401"
    assert "41 minutes" in Page(response).text
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_refused_post_keeps_the_answers(client, answers, at_twenty_past):
    statuses(client, answers, 2)
    given = answers | {"first_name": "<b>Ada</b>", "country": "US", "one_name": "on"}

    assert kept(send(client, given), given) == given


def test_form_of_the_refusal_is_stored_in_the_next_hour(client, answers, at_twenty_past):
    statuses(client, answers, 2)
    again = Page(send(client, answers | {"first_name": "Late"})).would_send()

    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert send(client, again).status_code == 303

    assert Inquiry.objects.filter(first_name="Late").count() == 1


def test_hour_begins_with_the_clock(client, answers):
    with time_machine.travel(NOON + timedelta(minutes=59, seconds=59), tick=False):
        assert statuses(client, answers, 3) == [303, 303, 429]

    with time_machine.travel(NOON + timedelta(minutes=60), tick=False):
        assert statuses(client, answers, 3) == [303, 303, 429]


def test_form_with_mistakes_counts_too(client, answers, at_twenty_past):
    assert statuses(client, answers | {"programs": []}, 3) == [422, 422, 429]


def test_opening_the_form_does_not_count(client, answers, at_twenty_past):
    for _ in range(5):
        assert client.get(BROCHURE).status_code == 200

    assert not RateBucket.objects.exists()


def test_each_address_has_its_own_count(client, answers, at_twenty_past):
    assert statuses(client, answers, 3, REMOTE_ADDR="192.0.2.1") == [303, 303, 429]
    assert statuses(client, answers, 1, REMOTE_ADDR="192.0.2.2") == [303]


def test_rate_of_nought_counts_nothing(client, answers, settings):
    settings.INQUIRY_RATE = 0

    assert statuses(client, answers, 5) == [303] * 5
    assert not RateBucket.objects.exists()


def test_stored_count_does_not_tell_the_address(client, answers, at_twenty_past):
    send(client, answers, REMOTE_ADDR="192.0.2.77")

    (bucket,) = RateBucket.objects.values()
    assert bucket["posts"] == 1
    assert bucket["hour"] == NOON
    assert re.fullmatch(r"[0-9a-f]{40,64}", bucket["block"])


def test_stored_count_is_keyed_with_the_secret(client, answers, at_twenty_past, settings):
    """Without it, four billion guesses would find every address."""
    send(client, answers)
    settings.SECRET_KEY = "another"
    send(client, answers)

    assert len(set(RateBucket.objects.values_list("block", flat=True))) == 2


def test_counts_of_past_hours_are_removed(client, answers):
    for hours in range(3):
        with time_machine.travel(NOON + timedelta(hours=hours), tick=False):
            send(client, answers, REMOTE_ADDR="192.0.2.1")
            send(client, answers, REMOTE_ADDR="192.0.2.2")

    assert {bucket.hour for bucket in RateBucket.objects.all()} == {NOON + timedelta(hours=2)}
    assert RateBucket.objects.count() == 2


def test_error_after_the_count_does_not_undo_it(client, answers, at_twenty_past):
    send(client, answers | {"programs": []})

    assert RateBucket.objects.get().posts == 1


@pytest.mark.django_db(transaction=True)
def test_limit_is_exact_under_eight_threads(answers, settings, at_twenty_past):
    settings.INQUIRY_RATE = 20

    results = at_once([partial(statuses, Client(), answers, 10) for _ in range(8)])

    flat = [status for result in results for status in result]
    assert flat.count(303) == 20
    assert flat.count(429) == 60
    assert RateBucket.objects.get().posts == 80


def test_limit_is_thirty_unless_it_is_set(monkeypatch):
    monkeypatch.delenv("INQUIRY_RATE")

    assert runpy.run_path(site_settings.__file__)["INQUIRY_RATE"] == 30
