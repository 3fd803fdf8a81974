"""Mails that came back are seen wherever the desk looks: list, inquiry, person."""

import pytest
from django.utils import timezone

from inquiries.models import Delivery
from tests.factories import DeliveryFactory
from tests.inquiries.desk import address
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
LIST = "/admin/inquiries/delivery/"
WORDS = "Bounced: the mailbox does not exist or takes no mail"


@pytest.fixture
def returned():
    return DeliveryFactory(state=Delivery.State.SENT, returned_at=timezone.now(), returned=WORDS)


@pytest.mark.parametrize("chosen", [{}, {"returned": "yes"}])
def test_list_says_what_came_back(admin_client, returned, chosen):
    assert WORDS in Page(admin_client.get(LIST, chosen)).text


def test_list_can_leave_out_what_came_back(admin_client, returned):
    other = DeliveryFactory()

    text = Page(admin_client.get(LIST, {"returned": "no"})).text

    assert other.inquiry.reference in text
    assert returned.inquiry.reference not in text


def test_inquirys_page_says_it(admin_client, returned):
    assert WORDS in Page(admin_client.get(address(returned.inquiry))).text


def test_persons_page_says_it_with_a_link_to_the_inquiry(admin_client, returned):
    person = f"/admin/inquiries/prospect/{returned.inquiry.prospect_id}/change/"

    page = admin_client.get(person).content.decode()

    assert f'<a href="{address(returned.inquiry)}">{returned.inquiry}</a>' in page
    assert WORDS in page


def test_persons_page_says_when_nothing_came_back(admin_client):
    inquiry = DeliveryFactory().inquiry
    person = f"/admin/inquiries/prospect/{inquiry.prospect_id}/change/"

    assert "None" in Page(admin_client.get(person)).text
