"""How many inquiries one e-mail address may come with in an hour."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from inquiries.models import Delivery, Inquiry, Prospect
from inquiries.throttle import EMAIL_RATE
from tests.inquiries.pages import Page, given_out, kept, send
from tests.inquiries.threads import at_once


@pytest.fixture(autouse=True)
def limits(settings):
    settings.INQUIRY_RATE = 1000


def numbered(answers, number, **changes):
    return answers | {"first_name": f"Ada {number}"} | changes


@pytest.fixture
def full(client, answers):
    """An address that has had all that it may have."""
    for number in range(EMAIL_RATE):
        assert send(client, numbered(answers, number)).status_code == 303


def test_one_too_many_is_refused_with_a_page_that_says_so(client, answers, full):
    response = send(client, answers)

    page = Page(response)
    assert response.status_code == 429
    assert "with this e-mail address within the hour" in page.text
    assert "hms_masters_programs@hms.harvard.edu" in page.text
    assert Inquiry.objects.count() == EMAIL_RATE


def test_refusal_keeps_the_answers_and_says_when_to_come_back(client, answers, full):
    response = send(client, answers)

    assert kept(response, answers) == answers
    assert 3500 < int(response["Retry-After"]) <= 3600


def test_refused_form_is_stored_an_hour_later(client, answers, full):
    again = Page(send(client, answers)).would_send()

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert send(client, again).status_code == 303


def test_refusals_do_not_put_off_the_end(client, answers, full):
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        send(client, answers)
        assert int(send(client, answers)["Retry-After"]) <= 1800


def test_mailbox_is_asked_three_times_a_day_whether_it_is_theirs(client, answers):
    hasty = answers | {"key": given_out(seconds=0)}

    for number in range(5):
        assert send(client, numbered(hasty, number)).status_code == 303

    assert Inquiry.objects.unconfirmed().count() == 5
    assert Delivery.objects.filter(kind=Delivery.Kind.CONFIRM).count() == 3


def test_other_spelling_of_the_address_is_the_same_address(client, answers, full):
    assert send(client, answers | {"email": "ADA@Example.ORG"}).status_code == 429


def test_other_address_is_not_held_back(client, answers, full):
    assert send(client, answers | {"email": "eve@example.org"}).status_code == 303


def test_repeat_of_a_stored_form_is_never_refused(client, answers, full):
    """Nobody who clicks twice on the last one shall be told that it failed."""
    for _ in range(5):
        assert send(client, numbered(answers, EMAIL_RATE - 1)).status_code == 303


def test_form_with_mistakes_does_not_count(client, answers):
    for number in range(EMAIL_RATE + 1):
        assert send(client, numbered(answers, number, programs=[])).status_code == 422

    assert send(client, answers).status_code == 303


def test_rate_of_nought_lifts_this_limit_too(client, answers, full, settings):
    settings.INQUIRY_RATE = 0

    assert send(client, answers).status_code == 303


def test_refused_form_leaves_nothing(client, answers, full):
    before = Prospect.objects.values().get()
    send(client, answers)

    assert Prospect.objects.values().get() == before


@pytest.mark.django_db(transaction=True)
def test_limit_is_exact_when_all_come_at_once(answers):
    jobs = [partial(send, Client(), numbered(answers, n)) for n in range(2 * EMAIL_RATE)]

    statuses = [response.status_code for response in at_once(jobs)]

    assert (statuses.count(303), statuses.count(429)) == (EMAIL_RATE, EMAIL_RATE)
    assert Inquiry.objects.count() == EMAIL_RATE
