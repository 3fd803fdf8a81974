"""The plan that somebody asks about: from the planner's link through the form to the desk."""

import pytest
from django.core import mail

from inquiries.erasure import erase
from inquiries.exporting import rows
from inquiries.holdings import holdings
from inquiries.models import Delivery, Inquiry
from inquiries.outbox import deliver_due
from programs.models import Plan
from tests.factories import DeliveryFactory, InquiryFactory
from tests.inquiries.pages import BROCHURE, Page, send
from tests.programs.plans import standard_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    names = {"program__slug": "bioethics", "program__official_name": "Master of Testing"}
    return standard_plan(state=Plan.State.PUBLISHED, is_example=False, **names)


@pytest.fixture
def address(plan):
    return "/programs/bioethics/plan/?way=full-time&take=CAP+1@2~COR+0"


def asked(client, plan):
    return Page(client.get(BROCHURE, {"program": "bioethics", "plan": plan}))


def test_link_of_the_planner_is_in_the_form(client, address):
    [link] = [
        has["href"] for _, has in Page(client.get(address)).all if "plan=" in has.get("href", "")
    ]

    page = Page(client.get(link))

    assert page.would_send()["plan"] == [address]
    assert "I ask about this plan: Master of Testing, full-time, 2 courses" in page.text


def test_form_without_a_plan_says_nothing_of_one(client, plan):
    page = Page(client.get(BROCHURE))

    assert "plan" not in page.would_send()
    assert "I ask about this plan" not in page.text


def test_plan_is_stored(client, answers, address):
    send(client, {**answers, "plan": address})

    assert Inquiry.objects.get().plan == address


def test_unticked_plan_is_left_out(client, answers, address):
    send(client, answers)

    assert Inquiry.objects.get().plan == ""


def test_what_is_no_plan_is_dropped_in_silence(client, answers, plan):
    response = send(client, {**answers, "email": "", "plan": "https://evil.example/"})

    assert "evil.example" not in response.content.decode()
    send(client, {**answers, "plan": "https://evil.example/"})
    assert Inquiry.objects.get().plan == ""


def test_errors_keep_the_plan(client, answers, address):
    response = send(client, {**answers, "email": "", "plan": address})

    assert response.status_code == 422
    assert Page(response).would_send()["plan"] == [address]


def test_send_again_keeps_the_plan_and_nothing_else(client, answers, address, settings):
    settings.INQUIRY_RATE = 1
    send(client, {**answers, "email": ""})

    kept = Page(send(client, {**answers, "plan": address})).would_send()["plan"]
    foreign = send(client, {**answers, "plan": "//evil.example/"})

    assert kept == [address]
    assert foreign.status_code == 429
    assert "evil.example" not in foreign.content.decode()


def test_other_plan_is_another_inquiry(client, answers, address):
    for plan in (address, address, f"{address}~COR+1", None):
        send(client, {**answers, "plan": plan})

    assert Inquiry.objects.count() == 3


def test_desk_sees_the_plan_as_a_link(admin_client, plan, address):
    with_plan, without = InquiryFactory(plan=address), InquiryFactory()

    page = admin_client.get(f"/admin/inquiries/inquiry/{with_plan.pk}/change/").content.decode()
    other = admin_client.get(f"/admin/inquiries/inquiry/{without.pk}/change/").content.decode()

    link = address.replace("&", "&amp;")
    assert f'<a href="{link}">Master of Testing, full-time, 2 courses</a>' in page
    assert "Plan of study" not in other


def test_words_stay_when_the_plan_is_gone(plan, address):
    inquiry = InquiryFactory(plan=address)
    Plan.objects.all().delete()

    assert inquiry.plan_in_words == "Master of Testing, full-time, 2 courses"


def test_notice_names_the_plan(address):
    DeliveryFactory(inquiry=InquiryFactory(plan=address), kind=Delivery.Kind.NOTICE)
    deliver_due()

    [sent] = mail.outbox
    assert "Master of Testing, full-time, 2 courses" in sent.body
    assert f"http://testserver{address}" in sent.body


def test_export_has_a_column_for_it(address):
    InquiryFactory(plan=address)

    heading, row = rows(Inquiry.objects.all(), ["plan"])

    assert heading == ["Plan of study"]
    assert row == [f"Master of Testing, full-time, 2 courses: http://testserver{address}"]


def test_person_reads_and_downloads_it(client, address):
    inquiry = InquiryFactory(plan=address)

    assert "Master of Testing, full-time, 2 courses" in Page(client.get(inquiry.mine_url())).text
    assert holdings(inquiry, by_mail=False)["answers"]["plan"] == address


def test_erasing_empties_it(address):
    inquiry = InquiryFactory(plan=address)
    erase(inquiry)

    inquiry.refresh_from_db()
    assert inquiry.plan == ""
