"""Confirming the address: the answer goes out once, and only to who reads what is sent there."""

from datetime import timedelta

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from inquiries.erasure import erase
from inquiries.models import Delivery, Inquiry
from inquiries.references import mine_token
from tests.factories import InquiryFactory
from tests.inquiries.pages import Page, given_out, send

KIND = Delivery.Kind


@pytest.fixture
def inquiry(db):
    """One that came in while the check for robots was out of reach."""
    return InquiryFactory(captcha=Inquiry.Captcha.UNVERIFIED)


def address(inquiry, mailed=True):
    token = mine_token(inquiry.pk, inquiry.prospect_id if mailed else None)
    return f"/brochure/mine/{token}/confirm/"


def owed(inquiry):
    return {delivery.kind for delivery in inquiry.deliveries.all()}


def test_confirming_sends_the_brochure_and_tells_the_desk(client, inquiry):
    response = client.post(address(inquiry))

    inquiry.refresh_from_db()
    assert response.status_code == 303
    assert not inquiry.awaits_confirmation
    assert inquiry.prospect.verified_at == inquiry.confirmed_at
    assert owed(inquiry) == {KIND.BROCHURE, KIND.NOTICE}


def test_page_after_it_says_that_the_brochure_is_on_its_way(client, inquiry):
    page = Page(client.post(address(inquiry), follow=True))

    assert "Your address is confirmed" in page.text
    assert "The brochure is on its way to" in page.text


def test_confirming_twice_changes_nothing_more(client, inquiry):
    first = client.post(address(inquiry))
    before = Inquiry.objects.values().get()
    second = client.post(address(inquiry))

    assert (first.status_code, second.status_code) == (303, 303)
    assert Inquiry.objects.values().get() == before
    assert Delivery.objects.count() == 2


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_a_mail_scanner_that_opens_the_link_changes_nothing(client, inquiry, method):
    for _ in range(3):
        assert getattr(client, method)(address(inquiry)).status_code == 405

    assert Inquiry.objects.get().confirmed_at is None
    assert not Delivery.objects.exists()


def test_link_of_the_thanks_page_confirms_nothing(client, inquiry):
    """Who sent the form sees that page, whosever address they wrote into it."""
    response = client.post(address(inquiry, mailed=False))

    assert response.status_code == 404
    assert "Send me a new link" in Page(response).text
    assert Inquiry.objects.get().confirmed_at is None


def test_link_mailed_to_another_person_confirms_nothing(client, inquiry):
    other = InquiryFactory()
    token = mine_token(inquiry.pk, other.prospect_id)

    assert client.post(f"/brochure/mine/{token}/confirm/").status_code == 404


@pytest.mark.parametrize("token", ["x", "WzEsMV0:1abc:def", "é", "..."])
def test_forged_link_confirms_nothing(client, inquiry, token):
    assert client.post(f"/brochure/mine/{token}/confirm/").status_code == 404


def test_link_confirms_for_ninety_days(client, inquiry):
    old = address(inquiry)
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert client.post(old).status_code == 404


def test_confirming_needs_the_page_it_stands_on(inquiry):
    response = Client(enforce_csrf_checks=True).post(address(inquiry))

    assert response.status_code == 403
    assert Inquiry.objects.get().confirmed_at is None


def test_confirming_what_nobody_doubted_sends_no_second_brochure(client, answers):
    send(client, answers)
    inquiry = Inquiry.objects.get()
    client.post(address(inquiry))

    assert Delivery.objects.filter(kind=KIND.BROCHURE).count() == 1


def test_an_erased_inquiry_is_confirmed_no_more(client, inquiry):
    link = address(inquiry)
    erase(inquiry)

    assert client.post(link).status_code == 404
    assert Inquiry.objects.get().confirmed_at is None


def test_spam_is_not_let_out_by_a_link(client, db):
    inquiry = InquiryFactory(state=Inquiry.State.SPAM, captcha=Inquiry.Captcha.UNVERIFIED)

    client.post(address(inquiry))

    assert not Delivery.objects.exists()


def test_button_is_a_form_that_posts_to_the_address(inquiry, rf):
    token = mine_token(inquiry.pk, inquiry.prospect_id)
    html = render_to_string("inquiries/_includes/confirm.html", {"token": token}, rf.get("/"))

    assert f'method="post" action="{address(inquiry)}"' in html
    assert "csrfmiddlewaretoken" in html


def test_thanks_page_asks_for_the_confirmation(client, answers):
    response = send(client, answers | {"key": given_out(seconds=1)})

    page = client.get(response["Location"])
    assert "Please confirm the address: a mail to" in Page(page).text
    assert "not lost" in Page(page).text


def test_thanks_page_of_a_person_asks_for_nothing(client, answers):
    page = client.get(send(client, answers)["Location"])

    assert "Please confirm the address" not in Page(page).text
