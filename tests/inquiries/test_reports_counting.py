"""What one inquiry counts as."""

from datetime import UTC, datetime, timedelta

import pytest

from inquiries.reports.counting import Of, counted, facts
from tests.factories import DeliveryFactory, InquiryFactory, InquiryProgramFactory, StaffFactory

pytestmark = pytest.mark.django_db
ASKED = datetime(2026, 10, 2, 14, tzinfo=UTC)  # a Friday, 10 o'clock in Boston


def figures(inquiry):
    day = ASKED.date()
    degrees = {asked.program_id: asked.program.degree_type_id for asked in inquiry.programs.all()}
    [fact] = facts([day], Of())
    return counted(fact, degrees)


def steps(**values):
    return figures(InquiryFactory(created_at=ASKED, **values))["step"]


def test_spam_counts_as_spam_alone():
    assert figures(InquiryFactory(created_at=ASKED, state="spam")) == {"step": {"spam": 1}}


@pytest.mark.parametrize("doubt", [{"doubt": "Too fast"}, {"captcha": "unverified"}])
def test_unconfirmed_counts_as_asked_alone(doubt):
    assert steps(**doubt) == {"asked": 1, "unconfirmed": 1}


@pytest.mark.parametrize("values", [{}, {"doubt": "Too fast", "confirmed_at": ASKED}])
def test_confirmed_is_what_nobody_doubts_any_more(values):
    assert steps(**values) == {"asked": 1, "confirmed": 1}


def test_delivered_is_a_brochure_that_did_not_come_back():
    inquiry = InquiryFactory(created_at=ASKED)
    DeliveryFactory(inquiry=inquiry, state="dead")
    DeliveryFactory(inquiry=inquiry, state="sent", kind="notice")
    DeliveryFactory(inquiry=inquiry, state="sent", returned_at=ASKED)
    assert "delivered" not in figures(inquiry)["step"]

    DeliveryFactory(inquiry=inquiry, state="sent")
    assert figures(inquiry)["step"]["delivered"] == 1


@pytest.mark.parametrize(("days", "in_time"), [(1, True), (6, False)])
def test_answer_counts_by_its_hours_and_the_promise(days, in_time):
    answered = {"answered_at": ASKED + timedelta(days=days), "answered_by": StaffFactory()}

    found = figures(InquiryFactory(created_at=ASKED, **answered))

    assert found["hours"] == {str(days * 24): 1}
    assert ("in_time" in found["step"]) is in_time


def test_two_programs_of_one_degree_are_one_inquiry_of_it():
    inquiry = InquiryFactory(created_at=ASKED)
    first = InquiryProgramFactory(inquiry=inquiry)
    second = InquiryProgramFactory(inquiry=inquiry, program__degree_type=first.program.degree_type)

    found = figures(inquiry)

    assert found["program"] == {str(first.program_id): 1, str(second.program_id): 1}
    assert found["degree"] == {str(first.program.degree_type_id): 1}
