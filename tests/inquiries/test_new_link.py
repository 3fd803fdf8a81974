"""A new link: the same answer whoever asks, and a mail to nobody but whom we know."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inquiries.erasure import erase
from inquiries.models import Delivery, Inquiry
from tests.factories import InquiryFactory
from tests.inquiries.pages import Page, message_for

pytestmark = pytest.mark.django_db
PAGE = "/brochure/mine/"


@pytest.fixture
def inquiry():
    return InquiryFactory(prospect__email="ada@example.org")


def ask(client, email, **extra):
    return client.post(PAGE, {"email": email}, **extra)


def test_known_address_is_owed_a_link(client, inquiry):
    ask(client, "ADA@example.org")

    delivery = Delivery.objects.get()
    assert (delivery.inquiry, delivery.kind, delivery.address) == (inquiry, "new_link", "")


def test_answer_is_the_same_for_known_and_unknown(client, inquiry):
    answers = [ask(client, email) for email in ("ada@example.org", "nobody@example.org")]

    seen = {
        (answer.status_code, answer["Location"], answer.content, str(sorted(answer.headers)))
        for answer in answers
    }
    assert len(seen) == 1
    assert Delivery.objects.count() == 1


def test_answer_takes_as_many_commits_for_known_and_unknown(client, inquiry, settings):
    settings.INQUIRY_RATE = 100
    statements = []
    for email in ("nobody@example.org", "ada@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            ask(client, email)
        statements.append(len(queries))

    # one INSERT inside the transaction, and its savepoint
    assert 0 <= statements[1] - statements[2] <= 3


def test_link_is_owed_once_an_hour(client, inquiry):
    for time in ("12:01", "12:59", "13:00"):
        with time_machine.travel(f"2026-11-25T{time}:00Z", tick=False):
            ask(client, "ada@example.org")

    assert Delivery.objects.count() == 2


def test_link_is_for_the_newest_inquiry(client, inquiry):
    newer = InquiryFactory(prospect=inquiry.prospect)

    ask(client, "ada@example.org")

    assert Delivery.objects.get().inquiry == newer


@pytest.mark.parametrize("doubt", [{"captcha": "unverified"}, {"state": Inquiry.State.SPAM}])
def test_address_that_nobody_confirmed_is_owed_nothing(client, doubt):
    InquiryFactory(prospect__email="ada@example.org", **doubt)

    assert ask(client, "ada@example.org").status_code == 303
    assert not Delivery.objects.exists()


def test_erased_inquiry_is_owed_nothing(client, inquiry):
    erase(inquiry)

    assert ask(client, "ada@example.org").status_code == 303
    assert not Delivery.objects.exists()


def test_wrong_address_is_refused_beside_the_field(client):
    assert message_for(ask(client, "nobody"), "email")


def test_many_questions_from_one_network_have_to_wait(client, inquiry, settings):
    settings.INQUIRY_RATE = 2
    for _ in range(2):
        assert ask(client, "nobody@example.org").status_code == 303

    response = ask(client, "ada@example.org")

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert not Delivery.objects.exists()


def test_looking_changes_nothing_and_is_private(client):
    response = client.get(PAGE)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "Send me a new link" in Page(response).text


def test_button_of_another_site_is_refused(inquiry):
    assert ask(Client(enforce_csrf_checks=True), "ada@example.org").status_code == 403
    assert not Delivery.objects.exists()
