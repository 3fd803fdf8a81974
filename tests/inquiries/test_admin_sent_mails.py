"""What was really sent to a person, and the brochure once more by a button."""

import pytest
import time_machine
from django.utils import timezone

from inquiries.models import Change, Delivery, Inquiry
from tests.factories import DeliveryFactory, InquiryFactory, ReplyFactory, StaffFactory
from tests.inquiries.desk import address
from tests.inquiries.pages import Page
from tests.inquiries.test_admin_access import clerk, desk
from tests.inquiries.test_admin_mails import mails_page

__all__ = ["clerk", "desk"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return InquiryFactory()


def again(client, inquiry, token=None):
    """Presses the button on the page of the inquiry."""
    if token is None:
        token = client.get(address(inquiry)).context["brochure_again"]["token"]
    url = f"/admin/inquiries/inquiry/{inquiry.pk}/brochure-again/"
    return client.post(url, {"token": token}, follow=True)


def test_mails_that_were_sent_are_told_first_with_subject_and_state(desk, inquiry):
    at = timezone.make_aware(timezone.datetime(2026, 11, 2, 9, 30))
    DeliveryFactory(inquiry=inquiry, state="sent", sent_at=at, subject="Your brochure (X)")
    DeliveryFactory(inquiry=inquiry, state="sent", sent_at=at, returned_at=at, returned="Bounced")
    DeliveryFactory(inquiry=inquiry, kind="webhook", state="sent", sent_at=at)

    page = mails_page(desk, inquiry)

    text = " ".join(Page(page).text.split())
    assert "November 2, 2026, 09:30 Brochure, to the person Your brochure (X) Sent" in text
    assert "Not kept Came back : Bounced" in text
    assert text.index("What was sent") < text.index("How each mail would read now")
    assert len(page.context["sent"]) == 2


def test_reply_is_shown_with_who_wrote_it_and_its_words(desk, inquiry):
    by = StaffFactory(first_name="Eve", last_name="Example")
    ReplyFactory(delivery__inquiry=inquiry, by=by, body="See {{ my_inquiry_link }}.")

    text = Page(mails_page(desk, inquiry)).text

    assert "by Eve Example" in text
    assert "See your inquiry." in text


def test_dead_reply_leads_to_where_it_is_sent_again(desk, inquiry):
    reply = ReplyFactory(delivery__inquiry=inquiry, delivery__state="dead")

    page = mails_page(desk, inquiry).content.decode()
    assert f"/admin/inquiries/delivery/{reply.delivery_id}/change/" in page
    desk.post(f"/admin/inquiries/inquiry/{inquiry.pk}/retry/")
    reply.delivery.refresh_from_db()
    assert reply.delivery.state == Delivery.State.PENDING


def test_nothing_sent_yet_is_said(desk, inquiry):
    assert "Nothing yet." in Page(mails_page(desk, inquiry)).text


def test_mails_page_takes_the_same_queries_for_one_reply_and_for_three(
    desk, inquiry, django_assert_max_num_queries
):
    ReplyFactory(delivery__inquiry=inquiry)
    mails_page(desk, inquiry)
    with django_assert_max_num_queries(60) as one:
        mails_page(desk, inquiry)
    ReplyFactory.create_batch(2, delivery__inquiry=inquiry, inquiry=inquiry)
    with django_assert_max_num_queries(len(one.captured_queries)):
        mails_page(desk, inquiry)


def test_brochure_goes_out_again_once_a_click(desk, clerk, inquiry):
    token = desk.get(address(inquiry)).context["brochure_again"]["token"]

    for _ in range(2):
        page = again(desk, inquiry, token)

    assert "The brochure goes out once more" in Page(page).text
    assert Delivery.objects.get().kind == Delivery.Kind.BROCHURE
    [change] = Change.objects.all()
    assert (change.what, change.by) == ("The brochure was sent again.", clerk)


def test_brochure_that_is_on_its_way_is_not_sent_again(desk, inquiry):
    DeliveryFactory(inquiry=inquiry)

    assert "still on its way" in Page(desk.get(address(inquiry))).text
    assert "Nothing was sent." in Page(again(desk, inquiry, "a")).text
    assert Delivery.objects.count() == 1


def test_brochure_goes_out_three_times_a_day_at_most(desk, inquiry):
    for _ in range(4):
        again(desk, inquiry, token=None if Delivery.objects.count() < 3 else "a")
        Delivery.objects.update(state="sent")
    assert Delivery.objects.count() == 3

    with time_machine.travel(timezone.now() + timezone.timedelta(hours=25)):
        desk.force_login(StaffFactory(is_superuser=True))
        again(desk, inquiry)
    assert Delivery.objects.count() == 4


@pytest.mark.parametrize("answers", [{"state": "spam"}, {"captcha": Inquiry.Captcha.UNVERIFIED}])
def test_stranger_gets_no_brochure_by_this_button(desk, answers):
    inquiry = InquiryFactory(**answers)

    assert "brochure_again" not in desk.get(address(inquiry)).context
    again(desk, inquiry, "a")
    assert not Delivery.objects.exists()


def test_button_is_for_those_who_may_answer(client, inquiry):
    client.force_login(StaffFactory())
    assert again(client, inquiry, "a").status_code == 403
    client.force_login(StaffFactory(is_superuser=True))
    assert client.get(f"/admin/inquiries/inquiry/{inquiry.pk}/brochure-again/").status_code == 405
    assert client.post("/admin/inquiries/inquiry/0/brochure-again/").status_code == 404
