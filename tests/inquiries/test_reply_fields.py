"""What each field of a reply stands for, of a real inquiry."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inquiries.reply_fields import FIELDS, addresses_of, values_of
from tests.factories import InquiryFactory, InquiryProgramFactory, KeyDateFactory, StaffFactory

pytestmark = pytest.mark.django_db


def value(name, inquiry, by=None):
    return FIELDS[name].value(inquiry, by or StaffFactory.build())


@pytest.mark.parametrize(
    ("answers", "greeting"),
    [
        ({"salutation": "Dr."}, "Dear Dr. Example,"),
        ({"salutation": "Sir"}, "Dear Sir Ada,"),
        ({}, "Dear Ada Example,"),
        ({"salutation": "Dr.", "last_name": ""}, "Dear Ada,"),
        ({"first_name": "اسم", "last_name": "مثال"}, "Dear اسم مثال,"),
        ({"first_name": "Visit", "last_name": "spam.example.org"}, "Hello,"),
        ({"first_name": "", "last_name": ""}, "Hello,"),
    ],
)
def test_greeting_fits_the_title_or_its_absence(answers, greeting):
    assert value("greeting", InquiryFactory.build(**answers)) == greeting


def test_name_that_is_a_message_is_missing():
    inquiry = InquiryFactory.build(first_name="Buy at", last_name="spam.example.org")

    assert (value("first_name", inquiry), value("last_name", inquiry)) == ("", "")


def test_programs_have_the_names_of_that_day():
    inquiry = InquiryProgramFactory(name="Master of Law").inquiry
    InquiryProgramFactory(inquiry=inquiry, name="Master of Bioethics")

    assert value("programs", inquiry) == "Master of Law and Master of Bioethics"


def test_key_dates_are_those_to_come_with_their_zone():
    asked = InquiryProgramFactory(name="Master of Law")
    today = timezone.localdate()
    KeyDateFactory(program=asked.program, label="Over", day=today - timedelta(days=1))
    KeyDateFactory(program=asked.program, label="Closes", day=today, note="by 5 p.m.")

    said = value("key_dates", asked.inquiry)

    day = f"{today:%B} {today.day}, {today.year}"
    zone = "Unless another clock is named, all days are those of Boston."
    assert said == f"Master of Law\n- Closes: {day} (by 5 p.m.)\n\n{zone}"


def test_key_dates_are_missing_when_none_is_to_come():
    asked = InquiryProgramFactory()
    KeyDateFactory(program=asked.program, day=timezone.localdate() - timedelta(days=1))

    assert value("key_dates", asked.inquiry) == ""


def test_names_of_staff_are_whole_names_or_missing():
    owner = StaffFactory(first_name="An", last_name="Owner")
    inquiry = InquiryFactory(owner=owner)

    assert value("owner_name", inquiry) == "An Owner"
    assert value("owner_name", InquiryFactory.build()) == ""
    assert value("sender_name", inquiry, owner) == "An Owner"
    assert value("sender_name", inquiry, StaffFactory.build()) == ""


def test_values_hold_no_link_of_the_persons():
    inquiry = InquiryProgramFactory().inquiry

    assert values_of(inquiry, StaffFactory()).keys() == FIELDS.keys()
    assert not any("/brochure/" in said for said in values_of(inquiry, StaffFactory()).values())
    assert all("/brochure/" in address for address in addresses_of(inquiry).values())
