"""The page of an inquiry, in the order of the work: who it is, what to do next, then the rest."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hms_site.management.groups import make_groups
from inquiries.acts import count
from inquiries.admin.page import answer
from inquiries.consent import Purpose
from inquiries.holdings import holdings
from inquiries.models import Change, Inquiry, Note
from inquiries.moves import move
from tests.factories import (
    ConsentFactory,
    DeliveryFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ReplyFactory,
    StaffFactory,
)
from tests.inquiries.desk import address
from tests.inquiries.pages import Page
from tests.reading import Page as Reading

pytestmark = pytest.mark.django_db
State = Inquiry.State
NOON = timezone.now()


@pytest.fixture
def officer():
    """The browser of somebody in the group Inquiries desk."""
    make_groups()
    user = StaffFactory()
    user.groups.add(Group.objects.get(name="Inquiries desk"))
    client = Client()
    client.force_login(user)
    return client


def test_page_is_in_the_order_of_the_work(officer):
    inquiry = InquiryFactory()

    headings = Reading(officer.get(address(inquiry))).headings

    assert headings == [
        f"Inquiry {inquiry}",
        "What to do next",
        "Answers, as they were given",
        "Who answers",
        "Notes, for staff only",
        "How it got here",
        "More about this inquiry",
        "Brochure and mails",
        "Check for robots",
        "How long it is kept",
        "Deliveries (0)",
        "Consents (0)",
        "What was done since (0)",
    ]


def test_head_says_who_where_how_far_and_whose(officer):
    owner = StaffFactory(first_name="Ada", last_name="Officer")
    inquiry = InquiryFactory(country="XK", owner=owner, assigned_because="Rule 3")

    text = Reading(officer.get(address(inquiry))).text

    assert "Ada Example , Kosovo New" in text
    assert f"Reference {inquiry} " in text
    assert "Owner Ada Officer (Rule 3)" in text


def test_time_left_is_said_in_words():
    assert "late" in answer(InquiryFactory(due_at=NOON - timedelta(days=9)))[1]
    assert answer(InquiryFactory(state=State.SPAM)) == ("Time left", "Nobody waits for an answer")


def test_who_answered_stands_where_the_time_left_was():
    inquiry = InquiryFactory(due_at=NOON)
    move(inquiry, State.ANSWERED, by=StaffFactory(username="ada.staff"))

    assert answer(inquiry)[0] == "Answered"
    assert answer(inquiry)[1].endswith(" by ada.staff")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"is_held": True, "hold_reason": "Case 7"}, "A legal hold keeps this inquiry: Case 7."),
        ({"captcha": "unverified"}, "Nobody has confirmed the address"),
        ({"state": State.SPAM}, "the brochure goes out"),
        ({"state": State.SPAM, "captcha": "unverified"}, "they are asked to confirm"),
    ],
)
def test_banner_says_what_is_special(officer, values, words):
    assert words in Page(officer.get(address(InquiryFactory(**values)))).text


def test_banner_says_that_a_mail_came_back(officer):
    mail = DeliveryFactory(state="sent", returned_at=NOON, returned="no such mailbox")

    assert "came back" in (text := Reading(officer.get(address(mail.inquiry))).text)
    assert "no such mailbox. They may not have read anything" in text


def test_plain_inquiry_has_no_banner(officer):
    page = officer.get(address(InquiryFactory())).content.decode()

    assert "inq-banner" not in page
    assert "Release: send the brochure" not in page


@pytest.mark.parametrize(
    ("values", "is_offered"), [({}, True), ({"state": State.SPAM}, False)], ids=["person", "spam"]
)
def test_reply_is_offered_to_people_alone(officer, values, is_offered):
    inquiry = InquiryFactory(**values)

    page = officer.get(address(inquiry)).content.decode()

    assert (f"/{inquiry.pk}/reply/" in page) is is_offered


def test_what_staff_did_is_not_told_to_the_person(officer):
    inquiry = InquiryFactory()
    count(inquiry, "Changed the owner.", by=StaffFactory())
    Change.objects.create(inquiry=inquiry, what="Corrected: country.")
    move(inquiry, State.CLOSED, by=StaffFactory(), reason="Nothing more to answer")

    told = holdings(inquiry, by_mail=True)

    assert [change["what"] for change in told["changes"]] == ["Corrected: country."]
    assert [(step["from"], step["to"]) for step in told["moves"]] == [("new", "closed")]
    assert "Nothing more" not in str(told)
    assert "Changed the owner." in Page(officer.get(address(inquiry))).text


def test_persons_own_page_leaves_out_what_staff_did(client):
    inquiry = InquiryFactory()
    count(inquiry, "Changed the owner.", by=StaffFactory())

    assert "Changed the owner." not in Page(client.get(inquiry.mine_url())).text


def queries_of_the_page(officer, inquiry):
    with CaptureQueriesContext(connection) as queries:
        officer.get(address(inquiry))
    return len(queries)


def test_page_takes_twelve_queries_however_much_happened(officer):
    """After a second in which nobody looked: whether office hours have changed is asked, too."""
    inquiry = InquiryProgramFactory(inquiry__due_at=NOON, inquiry__owner=StaffFactory()).inquiry
    officer.get(address(inquiry))
    few = queries_of_the_page(officer, inquiry)
    for _ in range(3):
        author = StaffFactory()
        Note.objects.create(inquiry=inquiry, author=author, text="Called.")
        count(inquiry, "Wrote a note.", by=author)
        move(inquiry, State.CLOSED, by=author)
        move(inquiry, State.IN_PROGRESS, by=StaffFactory())
        ReplyFactory(delivery__inquiry=inquiry, by=author)
        DeliveryFactory(inquiry=inquiry, state="dead", returned_at=NOON)
        InquiryFactory(prospect=inquiry.prospect)
        ConsentFactory(inquiry=InquiryFactory(prospect=inquiry.prospect))

    assert (few, queries_of_the_page(officer, inquiry)) == (12, 12)


def test_page_shows_what_five_tables_hold(officer):
    inquiry = InquiryProgramFactory(name="Master of Immunology").inquiry
    ConsentFactory(inquiry=inquiry, purpose=Purpose.ANSWERING)
    colleague = StaffFactory(first_name="Grace", last_name="Officer")
    count(inquiry, "Changed the owner.", by=colleague)
    move(inquiry, State.CLOSED, by=colleague, reason="Answered in person")
    InquiryFactory(prospect=inquiry.prospect)

    text = Reading(officer.get(address(inquiry))).text

    for shown in (
        "Master of Immunology",
        "Consents (1)",
        "Changed the owner. Grace Officer",
        "Grace Officer : Closed it. “Answered in person”",
        "Everything of this person : 1 other inquiry",
    ):
        assert shown in text


def test_folded_tables_are_for_those_who_may_see_them(officer):
    inquiry = DeliveryFactory().inquiry
    Group.objects.get(name="Inquiries desk").permissions.remove(
        Permission.objects.get(codename="view_delivery")
    )

    headings = Reading(officer.get(address(inquiry))).headings

    assert "Consents (0)" in headings
    assert "Deliveries (1)" not in headings
