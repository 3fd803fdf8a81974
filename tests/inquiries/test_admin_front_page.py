"""The admin's front page tells the desk how deliveries stand, and nobody else."""

import pytest
from django.contrib.auth.models import Group

from hms_site.management.groups import make_groups
from inquiries.models import Delivery, Inquiry
from tests.factories import DeliveryFactory, InquiryFactory, StaffFactory
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def front_page(client):
    make_groups()

    def front_page(group):
        account = StaffFactory()
        account.groups.add(Group.objects.get(name=group))
        client.force_login(account)
        return client.get("/admin/")

    return front_page


def links(response):
    found = (has.get("href", "") for element, has in Page(response).all if element.name == "a")
    return [address for address in found if "?" in address]


def test_desk_sees_what_is_wrong_and_can_go_there(front_page, client):
    dead = DeliveryFactory(state=State.DEAD)
    InquiryFactory(captcha=Inquiry.Captcha.UNVERIFIED)

    page = front_page("Inquiries desk")

    assert "1 delivery failed for good." in Page(page).text
    for address in links(page):
        assert client.get(address).status_code == 200, address
    [of_dead] = [address for address in links(page) if "=dead" in address]
    assert list(client.get(of_dead).context["cl"].result_list) == [dead]


def test_nothing_is_red_when_all_is_well(front_page):
    DeliveryFactory()

    page = front_page("Inquiries desk")

    assert page.context["desk"].waiting == 1
    assert b"desk-red" not in page.content


def test_editors_see_no_trace_of_deliveries(front_page):
    DeliveryFactory(state=State.DEAD)

    page = front_page("Content editors")

    assert page.context["desk"] is None
    assert "failed for good" not in Page(page).text
