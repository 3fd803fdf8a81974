"""That somebody opened the brochure's page: once, by a POST, of those who asked."""

import pytest
import time_machine
from django.test import Client

from inquiries.models import Inquiry
from tests.factories import InquiryFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return InquiryFactory()


def opened(inquiry):
    inquiry.refresh_from_db()
    return inquiry.brochure_opened_at


def test_first_sign_of_a_reader_counts_once(inquiry):
    browser = Client(enforce_csrf_checks=True)  # a beacon carries no token of a form
    with time_machine.travel("2026-11-25T12:00Z", tick=False):
        answer = browser.post(f"{inquiry.brochure_url()}opened/")
        first = opened(inquiry)
    with time_machine.travel("2026-11-26T12:00Z", tick=False):
        browser.post(f"{inquiry.brochure_url()}opened/")

    assert (answer.status_code, answer.content) == (204, b"")
    assert first is not None
    assert opened(inquiry) == first


@time_machine.travel("2026-11-25T12:00Z", tick=False)  # its signature holds the second
def test_opening_the_link_counts_nothing(client, inquiry):
    page = client.get(inquiry.brochure_url())

    assert f'data-opened="{inquiry.brochure_url()}opened/"' in page.content.decode()
    assert client.get(f"{inquiry.brochure_url()}opened/").status_code == 405
    assert opened(inquiry) is None


def test_staff_who_look_at_it_do_not_count(client, inquiry):
    client.force_login(StaffFactory())

    client.post(f"{inquiry.brochure_url()}opened/")

    assert opened(inquiry) is None


def test_forged_link_counts_nothing(client, inquiry):
    assert client.post("/brochure/forged/opened/").status_code == 404
    assert opened(inquiry) is None


def test_brochure_of_spam_is_not_there_to_be_opened(client):
    inquiry = InquiryFactory(state=Inquiry.State.SPAM)

    assert client.post(f"{inquiry.brochure_url()}opened/").status_code == 404
