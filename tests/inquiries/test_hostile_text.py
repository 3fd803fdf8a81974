"""Texts made to cost time, or to speak to somebody else in our name."""

import time

import pytest

from inquiries.models import Inquiry
from tests.factories import InquiryFactory
from tests.inquiries.pages import message_for

pytestmark = pytest.mark.django_db

# NFC sorts these marks in a time that grows with the square of their number
MARKS = "a" + "\u0300" * 40_000 + "\u0316" * 40_000


@pytest.mark.parametrize("field", ["first_name", "employer", "email"])
def test_text_that_is_slow_to_normalize_is_refused_at_once(client, answers, field):
    before = time.process_time()
    response = client.post("/brochure/", answers | {field: MARKS})

    assert time.process_time() - before < 2  # 17 seconds when it is normalized first
    assert "80001" in message_for(response, field)


@pytest.mark.parametrize(
    "name",
    [
        "You are admitted: pay at https://example.org/pay",
        "www.example.org",
        "example.org",
        "ada@example.org",
        "You have been admitted, please pay the deposit today",
        "You are admitted please pay today",
        "Visa 1 revoked, call 1 617 555 0100",
        "Call ٦١٧",
        "evil\u200b.com",
        "evil\u00ad.com",
        "evil\u2060.\u2060com",
        "evil\u034f.com",
        "evil\u2024com",
        "evil\uff0ecom",
        "evil\u3002com",
        "evil\uff61com",
        "evil .com",
        "evil. com",
        "Admitted. Pay today",
    ],
)
def test_mail_does_not_carry_a_strangers_message_as_a_name(name):
    inquiry = InquiryFactory.build(first_name=name, last_name="", captcha="passed")

    assert inquiry.greeting_name == ""


def test_address_in_two_fields_is_no_name():
    inquiry = InquiryFactory.build(first_name="evil", last_name=".com", captcha="passed")

    assert inquiry.greeting_name == ""


@pytest.mark.parametrize(
    "name",
    [
        "Ada King",
        "María José de la Cruz",
        "Ngũgĩ wa Thiong'o",
        "J. R. Example",
        "J.R.R. Example",
        "王小明",
        "Dr. Ada",
        "Prof. Ada",
        "J. van Example",
        "के.पी. सिंह",
        "Maria\u0301",
    ],
)
def test_names_of_many_kinds_are_greeted(name):
    inquiry = InquiryFactory.build(first_name=name, last_name="", captcha="passed")

    assert inquiry.greeting_name == name


@pytest.mark.parametrize("captcha", [Inquiry.Captcha.UNVERIFIED, Inquiry.Captcha.OFF])
def test_unchecked_inquiry_is_greeted_without_its_name(captcha):
    assert InquiryFactory.build(captcha=captcha).greeting_name == ""


@pytest.mark.parametrize(
    ("salutation", "first", "last", "greeted"),
    [
        ("Dr.", "Ada", "Example", "Dr. Example"),
        ("", "Ada", "Example", "Ada Example"),
        ("Mr.", "Ada", "", "Ada"),
        ("", "A. B. C.", "O’Example-Test", "A. B. C. O’Example-Test"),
        ("", "María de los Ángeles", "de la Prueba", "María de los Ángeles de la Prueba"),
    ],
)
def test_checked_inquiry_is_greeted_by_its_name(salutation, first, last, greeted):
    inquiry = InquiryFactory.build(
        salutation=salutation, first_name=first, last_name=last, captcha="passed"
    )

    assert inquiry.greeting_name == greeted
