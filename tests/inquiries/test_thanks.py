import base64
from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.core import signing
from django.utils import timezone

from inquiries.models import Inquiry
from inquiries.references import THANKS_MAX_AGE, thanks_token
from programs.models import Program
from tests.factories import InquiryFactory, InquiryProgramFactory
from tests.inquiries.pages import Page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    inquiry = InquiryFactory(first_name="Ada", email="ada@example.org")
    InquiryProgramFactory(inquiry=inquiry, name="Master of Immunology")
    return inquiry


def test_form_leads_to_the_thanks_page(client, answers):
    response = send(client, answers)

    assert response.status_code == 303
    text = Page(client.get(response["Location"])).text
    assert Inquiry.objects.get().reference in text


def test_thanks_page_shows_reference_address_and_programs(client, inquiry):
    response = client.get(inquiry.thanks_url())

    text = Page(response).text
    assert response.status_code == 200
    for said in (inquiry.reference, "ada@example.org", "Master of Immunology"):
        assert said in text


def test_thanks_page_keeps_the_name_that_was_asked_for(client, inquiry):
    Program.objects.update(official_name="Renamed", status=Program.Status.RETIRED)

    response = client.get(inquiry.thanks_url())

    assert "Master of Immunology" in Page(response).text


def test_thanks_page_is_private(client, inquiry):
    response = client.get(inquiry.thanks_url())

    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "same-origin"


def test_thanks_page_changes_nothing_however_often(client, inquiry):
    before = Inquiry.objects.values().get()

    pages = {Page(client.get(inquiry.thanks_url())).text for _ in range(3)}

    assert len(pages) == 1
    assert Inquiry.objects.values().get() == before


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_thanks_page_can_only_be_read(client, inquiry, method):
    assert client.generic(method, inquiry.thanks_url()).status_code == 405


def test_address_of_the_thanks_page_says_nothing_about_the_person(inquiry):
    token = inquiry.thanks_url().split("/")[-2]

    payload = token.split(":")[0]
    assert base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)) == str(inquiry.pk).encode()
    assert inquiry.reference not in unquote(token)


def test_link_works_for_seven_days(client, inquiry):
    link = inquiry.thanks_url()
    almost = timezone.now() + timedelta(seconds=THANKS_MAX_AGE - 60)

    with time_machine.travel(almost):
        assert client.get(link).status_code == 200


def test_link_has_expired_after_seven_days(client, inquiry):
    link = inquiry.thanks_url()

    with time_machine.travel(timezone.now() + timedelta(seconds=THANKS_MAX_AGE + 60)):
        assert_gone(client.get(link))


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1],
        lambda token: token[: len(token) // 2],
        lambda token: token + "A",
        lambda token: token.swapcase(),
        lambda token: "OTk5" + token[token.index(":") :],
        lambda token: token.replace(":", ""),
        lambda token: "x" * 5_000,
        lambda token: "é",
        lambda token: "1",
    ],
    ids=["short", "half", "long", "case", "other row", "no colons", "huge", "letter", "number"],
)
def test_forged_link_leads_nowhere(client, inquiry, forge):
    assert_gone(client.get(f"/brochure/thanks/{forge(thanks_token(inquiry.pk))}/"))


def test_token_signed_for_another_purpose_leads_nowhere(client, inquiry):
    assert_gone(client.get(f"/brochure/thanks/{signing.dumps(inquiry.pk, salt='other')}/"))


def test_token_of_an_erased_inquiry_leads_nowhere(client, inquiry):
    link = inquiry.thanks_url()
    inquiry.delete()

    assert_gone(client.get(link))


def assert_gone(response):
    assert response.status_code == 404
    assert response["Cache-Control"] == "private, no-store"
    assert "expired" in Page(response).title()
    assert "ada@example.org" not in response.content.decode()
