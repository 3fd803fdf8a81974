"""Every mail about an inquiry, seen in the admin before it is sent."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.core import mail as outbox
from django.urls import reverse

from inquiries.admin.own_styles import digest
from inquiries.models import Delivery
from tests.factories import InquiryProgramFactory, StaffFactory
from tests.inquiries.desk import address

pytestmark = pytest.mark.django_db
TO_PEOPLE = ["brochure", "confirm", "new_link", "new_address"]


@pytest.fixture
def inquiry():
    return InquiryProgramFactory(inquiry__salutation="Dr.", name="Master of Immunology").inquiry


class Frames(HTMLParser):
    """What the frames of a page hold, by attribute."""

    def __init__(self, response):
        super().__init__()
        self.found = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        if tag == "iframe":
            self.found.append(dict(attrs))


def mails_page(client, inquiry):
    return client.get(reverse("admin:inquiries_inquiry_mails", args=[inquiry.pk]))


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


def test_frames_show_the_html_as_it_is_sent(admin_client, inquiry):
    frames = Frames(mails_page(admin_client, inquiry))

    assert len(frames.found) >= len(TO_PEOPLE)
    for frame in frames.found:
        assert "sandbox" in frame
        assert frame["srcdoc"].startswith("<!DOCTYPE html>")
        assert 'style="' in frame["srcdoc"]


def test_styles_of_the_mails_are_let_in_by_their_hashes_alone(admin_client, inquiry):
    page = mails_page(admin_client, inquiry)

    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
    allowed = set(re.findall(r"'sha256-([^']+)'", page["Content-Security-Policy"]))
    mails = "".join(frame["srcdoc"] for frame in Frames(page).found)
    assert {digest(unescape(style)) for style in re.findall(r' style="([^"]*)"', mails)} < allowed
    assert page["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("name", ["thanks_url", "mine_url", "brochure_url", "brochure_pdf_url"])
def test_no_link_of_the_persons_is_given_away(admin_client, inquiry, name):
    signature = getattr(inquiry, name)().rpartition(":")[2].split("/")[0].split(".")[0]
    page = mails_page(admin_client, inquiry).content.decode()

    assert page.count("only-the-person-has-this-link") > len(TO_PEOPLE)
    assert not re.search(r"/brochure/(\w+/)?[\w-]+:[\w-]+:", page)
    assert signature not in page


def test_looking_sends_and_stores_nothing(admin_client, inquiry):
    mails_page(admin_client, inquiry)

    assert outbox.outbox == []
    assert not Delivery.objects.exists()


def test_those_who_may_not_see_inquiries_see_no_mail(client, inquiry):
    client.force_login(StaffFactory())

    assert mails_page(client, inquiry).status_code == 403
