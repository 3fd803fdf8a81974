"""Who opened a person's page is kept, in a list that administrators read and nobody changes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from hms_site.management.groups import make_groups
from inquiries.erasure import erase
from inquiries.models import Access
from tests.factories import DeliveryFactory, InquiryFactory, StaffFactory
from tests.inquiries.desk import LIST, address, save

pytestmark = pytest.mark.django_db
ACCESSES = "/admin/inquiries/access/"


def browser_of(group):
    make_groups()
    account = StaffFactory(username=group)
    account.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def desk():
    return browser_of("Inquiries desk")


@pytest.fixture
def administrator():
    return browser_of("Administrators")


def kept(**wanted):
    return list(Access.objects.filter(**wanted).values_list("what", "reference", "detail"))


@pytest.mark.parametrize(
    ("page", "detail"),
    [("change", "its page"), ("history", "history"), ("erase", "the page for erasing")],
)
def test_opening_is_kept_with_the_reference(desk, page, detail):
    inquiry = InquiryFactory()

    desk.get(f"{LIST}{inquiry.pk}/{page}/")

    assert kept() == [("view", inquiry.reference, f"inquiry: {detail}")]
    assert Access.objects.get().by.username == "Inquiries desk"


def test_person_and_delivery_are_kept_too(desk):
    delivery = DeliveryFactory()
    person = delivery.inquiry.prospect

    desk.get(f"/admin/inquiries/delivery/{delivery.pk}/change/")
    desk.get(f"/admin/inquiries/prospect/{person.pk}/change/")

    assert kept() == [
        ("view", f"prospect {person.pk}", "prospect: its page"),
        ("view", delivery.inquiry.reference, "delivery: its page"),
    ]


def test_page_of_mails_is_one_look(desk):
    inquiry = InquiryFactory()

    desk.get(f"{LIST}{inquiry.pk}/mails/")

    assert kept() == [("view", inquiry.reference, "inquiry: mails")]


def test_saving_is_no_second_look_and_missing_pages_are_none(desk):
    inquiry = InquiryFactory()

    save(desk, inquiry, state="in_progress")
    desk.get(f"{LIST}999999/change/")
    desk.get("/admin/inquiries/edition/")

    assert kept(what="view") == []


def test_refusal_is_kept_without_a_value():
    editor, inquiry = browser_of("Content editors"), InquiryFactory(first_name="Adalbertine")

    editor.get(f"{address(inquiry)}?q=Adalbertine")
    editor.post(f"{LIST}{inquiry.pk}/release/")

    assert kept() == [
        ("refused", "", "POST inquiries inquiry release"),
        ("refused", "", "GET inquiries inquiry change"),
    ]


def test_visitor_who_is_led_to_the_log_in_leaves_nothing(client):
    client.get(address(InquiryFactory()))

    assert kept() == []


def test_administrator_reads_them(administrator, desk):
    inquiry = InquiryFactory()
    desk.get(address(inquiry))

    page = administrator.get(f"{ACCESSES}?what__exact=view&q={inquiry.reference}")

    assert inquiry.reference in page.content.decode()
    assert inquiry.email not in page.content.decode()


@pytest.mark.parametrize("group", ["Inquiries desk", "Content editors"])
def test_nobody_else_reads_them(group):
    assert browser_of(group).get(ACCESSES).status_code == 403


@pytest.mark.parametrize("page", ["add/", "{}/change/", "{}/delete/"])
def test_nobody_changes_or_removes_them(administrator, desk, page):
    desk.get(address(InquiryFactory()))
    line = Access.objects.get()

    response = administrator.post(ACCESSES + page.format(line.pk), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"}
    administrator.post(ACCESSES, chosen)

    assert response.status_code == 403
    assert Access.objects.filter(pk=line.pk).exists()


@pytest.mark.parametrize(("days", "left"), [(399, 1), (401, 0)])
def test_line_goes_when_its_time_is_over(days, left):
    at = timezone.now() - timedelta(days=days)
    Access.objects.create(by=StaffFactory(), what=Access.What.VIEW, at=at)

    call_command("purge_inquiries", dry_run=True)
    assert Access.objects.count() == 1
    call_command("purge_inquiries")

    assert Access.objects.count() == left


def test_line_stays_when_the_person_is_erased(desk):
    inquiry = InquiryFactory()
    desk.get(address(inquiry))

    erase(inquiry)

    assert kept() == [("view", inquiry.reference, "inquiry: its page")]


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_many_queries_however_many_there_are(
    administrator, django_assert_max_num_queries, number
):
    for _ in range(number):
        Access.objects.create(by=StaffFactory(), what=Access.What.VIEW)
    administrator.get(ACCESSES)

    with django_assert_max_num_queries(12):
        administrator.get(ACCESSES)
