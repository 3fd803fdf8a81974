"""Every mail about an inquiry, seen in the admin before it is sent."""

import re

import pytest
from django.core import mail as outbox
from django.urls import reverse

from inquiries.models import Delivery
from tests.factories import InquiryProgramFactory, StaffFactory
from tests.inquiries.desk import address

pytestmark = pytest.mark.django_db
TO_PEOPLE = ["brochure", "confirm", "new_link", "new_address"]


@pytest.fixture
def inquiry():
    return InquiryProgramFactory(inquiry__salutation="Dr.", name="Master of Immunology").inquiry


def mails_page(client, inquiry):
    return client.get(reverse("admin:inquiries_inquiry_mails", args=[inquiry.pk]))


def frame(client, inquiry, kind):
    return client.get(reverse("admin:inquiries_inquiry_mail", args=[inquiry.pk, kind]))


def test_inquirys_page_leads_to_its_mails(admin_client, inquiry):
    page = admin_client.get(address(inquiry)).content.decode()

    assert f'href="{reverse("admin:inquiries_inquiry_mails", args=[inquiry.pk])}"' in page


def test_page_says_subject_headers_and_text_of_each(admin_client, inquiry):
    page = mails_page(admin_client, inquiry)

    found = {str(mail["kind"]): mail for mail in page.context["mails"]}
    assert set(found) >= set(TO_PEOPLE)
    assert "Dear Dr. Example," in found["brochure"]["text"]
    assert inquiry.reference in found["brochure"]["subject"]
    assert dict(found["confirm"]["headers"])["To"] == inquiry.email
    assert found["confirm"]["text"].splitlines()[2] in page.content.decode()


@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_frame_shows_the_html_as_it_is_sent(admin_client, inquiry, kind):
    page = frame(admin_client, inquiry, kind).content.decode()

    assert page.startswith("<!DOCTYPE html>")
    assert 'style="' in page


def test_only_the_frame_may_carry_its_own_style(admin_client, inquiry):
    page, inside = mails_page(admin_client, inquiry), frame(admin_client, inquiry, "brochure")

    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "style-src 'unsafe-inline'" in inside["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in inside["Content-Security-Policy"]
    assert (page["X-Frame-Options"], inside["X-Frame-Options"]) == ("DENY", "SAMEORIGIN")
    assert " sandbox " in page.content.decode()


@pytest.mark.parametrize("name", ["thanks_url", "mine_url", "brochure_url", "brochure_pdf_url"])
def test_no_link_of_the_persons_is_given_away(admin_client, inquiry, name):
    signature = getattr(inquiry, name)().rpartition(":")[2].split("/")[0].split(".")[0]
    shown = [mails_page(admin_client, inquiry)]
    shown += [frame(admin_client, inquiry, kind) for kind in TO_PEOPLE]

    for page in shown:
        assert "only-the-person-has-this-link" in page.content.decode()
        assert not re.search(r"/brochure/(\w+/)?[\w-]+:[\w-]+:", page.content.decode())
        assert signature not in page.content.decode()


def test_looking_sends_and_stores_nothing(admin_client, inquiry):
    mails_page(admin_client, inquiry)
    frame(admin_client, inquiry, "brochure")

    assert outbox.outbox == []
    assert not Delivery.objects.exists()


def test_unknown_kind_is_not_found(admin_client, inquiry):
    assert frame(admin_client, inquiry, "pigeon").status_code == 404


def test_those_who_may_not_see_inquiries_see_no_mail(client, inquiry):
    client.force_login(StaffFactory())

    assert mails_page(client, inquiry).status_code == 403
    assert frame(client, inquiry, "brochure").status_code == 403
