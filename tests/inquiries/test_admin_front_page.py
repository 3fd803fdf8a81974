"""The admin's front page: what waits at the desk, how deliveries stand, and nothing for others."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hms_site.management.groups import make_groups
from inquiries.models import Access, Change, Delivery, Inquiry, Visit
from tests.factories import DeliveryFactory, InquiryFactory, StaffFactory
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
State = Delivery.State
MONDAY = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)


@pytest.fixture
def account():
    make_groups()
    return StaffFactory()


@pytest.fixture
def front_page(client, account):
    def front_page(group="Inquiries desk"):
        account.groups.add(Group.objects.get(name=group))
        client.force_login(account)
        return client.get("/admin/")

    return front_page


def links(response):
    found = (has.get("href", "") for element, has in Page(response).all if element.name == "a")
    return [address for address in found if "?" in address]


def words(response):
    return " ".join(Page(response).text.split())


def queues(response):
    work = response.context["work"]
    return {counted.queue.name: counted.number for counted in [*work.queues, *work.since]}


def test_desk_sees_what_is_wrong_and_can_go_there(front_page, client):
    dead = DeliveryFactory(state=State.DEAD)
    InquiryFactory(captcha=Inquiry.Captcha.UNVERIFIED)

    page = front_page()

    assert "1 delivery failed for good." in Page(page).text
    for address in links(page):
        assert client.get(address).status_code == 200, address
    [of_dead] = [address for address in links(page) if "=dead" in address]
    assert list(client.get(of_dead).context["cl"].result_list) == [dead]


def test_every_list_is_counted_and_opens_exactly_those_rows(front_page, client, account):
    now = timezone.now()
    InquiryFactory(owner=account)
    InquiryFactory(owner=account, state="closed")
    InquiryFactory.create_batch(2, due_at=now - timedelta(days=2))
    InquiryFactory(captcha="unverified", owner=StaffFactory())
    DeliveryFactory(state=State.DEAD, inquiry__state="closed")
    InquiryFactory(answered_at=now, answered_by=StaffFactory(), state="answered")

    page = front_page()

    assert queues(page) == {
        "Mine": 1,
        "Nobody’s": 2,
        "Due today": 0,
        "Late": 2,
        "To be confirmed": 1,
        "Mails that failed": 1,
        "New inquiries": 7,
        "Answered by others": 1,
        "Mails that came back": 0,
    }
    for counted in [*page.context["work"].queues, *page.context["work"].since]:
        listed = client.get(f"/admin/inquiries/inquiry/?{counted.queue.query}").context["cl"]
        assert (counted.queue.name, listed.result_count) == (counted.queue.name, counted.number)


def test_work_comes_first_and_mine_before_all(front_page):
    text = words(front_page())

    assert text.index("Your work") < text.index("Mine") < text.index("Late") < text.index("Outbox")


def test_front_page_without_any_inquiry_says_what_will_appear(front_page):
    text = words(front_page())

    for said in (
        "Who sends the brochure form stands here at once.",
        "New inquiries, answers by others and mails that come back will be counted here.",
        "What your colleagues and the people themselves do to an inquiry stands here.",
        "Narrow the list by its filters, then choose “Save this view”.",
    ):
        assert said in text


def test_newest_inquiries_and_changes_by_others(front_page, account):
    InquiryFactory(first_name="Spam", state="spam")
    inquiry = InquiryFactory(first_name="Adalbertine", country="CI", reference="ACDEFGHJ")
    Change.objects.create(inquiry=inquiry, what="Marked by another.", by=StaffFactory())
    Change.objects.create(inquiry=inquiry, what="Corrected: country.")
    Change.objects.create(inquiry=inquiry, what="Marked by me.", by=account)

    text = words(front_page())

    assert "Adalbertine Example Côte d'Ivoire" in text
    assert "ACDEFGHJ Marked by another." in text
    assert "Corrected: country. The person, or the site" in text
    assert "Marked by me." not in text
    assert "Spam Example" not in text


def test_look_at_the_newest_leaves_a_line(front_page, account):
    InquiryFactory.create_batch(2)

    front_page()

    looked = Access.objects.get()
    assert (looked.by, looked.what, looked.number) == (account, Access.What.LIST, 2)


def test_visit_is_remembered_until_the_next_one(front_page):
    with time_machine.travel(MONDAY, tick=False):
        assert "In the last seven days" in words(front_page())
        InquiryFactory(first_name="Early", created_at=MONDAY - timedelta(hours=1))
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        InquiryFactory(first_name="Later", created_at=timezone.now())
        page = front_page()
        assert "Since your last visit, Mon, November 23, 16:40" in words(page)
        assert queues(page)["New inquiries"] == 1


def test_reload_is_the_same_visit(front_page):
    with time_machine.travel(MONDAY, tick=False):
        front_page()
    for minutes in (0, 5, 20):
        with time_machine.travel(MONDAY + timedelta(days=1, minutes=minutes), tick=False):
            front_page()

    visit = Visit.objects.get()
    assert (visit.before_at, visit.seen_at) == (MONDAY, MONDAY + timedelta(days=1, minutes=20))


def test_visit_comes_after_the_one_before():
    with pytest.raises(IntegrityError):
        Visit.objects.create(
            account=StaffFactory(), seen_at=MONDAY, before_at=MONDAY + timedelta(hours=1)
        )


def test_front_page_takes_twelve_queries_at_most(front_page, client):
    for _ in range(6):
        inquiry = InquiryFactory(country="DE")
        Change.objects.create(inquiry=inquiry, what="Something.", by=StaffFactory())
    front_page()

    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/")
        number = len(queries)

    assert number <= 12


def test_nothing_is_red_when_all_is_well(front_page):
    DeliveryFactory()

    page = front_page()

    assert page.context["desk"].waiting == 1
    assert b"desk-red" not in page.content


def test_editors_see_no_trace_of_inquiries(front_page):
    DeliveryFactory(state=State.DEAD, inquiry__first_name="Adalbertine")

    page = front_page("Content editors")

    assert (page.context["desk"], page.context["work"]) == (None, None)
    assert "failed for good" not in Page(page).text
    assert "Adalbertine" not in Page(page).text
    assert not Visit.objects.exists()
