"""The desk sees which mails did not go out, and has them sent again."""

import re

import pytest
from django.contrib.auth.models import Permission

from inquiries.models import Delivery
from inquiries.models.delivery import MAX_ATTEMPTS
from tests.factories import DeliveryFactory, StaffFactory
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
LIST = "/admin/inquiries/delivery/"
State = Delivery.State


def send_again(client, *deliveries):
    chosen = [delivery.pk for delivery in deliveries]
    return client.post(LIST, {"action": "send_again", "_selected_action": chosen}, follow=True)


def test_list_shows_what_failed_and_why(admin_client):
    dead = DeliveryFactory(state=State.DEAD, attempts=MAX_ATTEMPTS, error="550 <no mailbox>")

    response = admin_client.get(LIST, {"state__exact": State.DEAD})

    text = Page(response).text
    assert dead.inquiry.reference in text
    assert "550 <no mailbox>" in text
    assert "Failed for good" in text


def test_dead_delivery_is_due_again(admin_client):
    dead = DeliveryFactory(state=State.DEAD, attempts=MAX_ATTEMPTS, error="550")

    response = send_again(admin_client, dead)

    assert "1 will be tried again within seconds." in Page(response).text
    assert list(Delivery.objects.due()) == [dead]
    assert Delivery.objects.get().attempts == 0


@pytest.mark.parametrize("state", [State.PENDING, State.LEASED, State.SENT])
def test_delivery_that_is_not_dead_stays_as_it_is(admin_client, state):
    other = DeliveryFactory(state=state, attempts=2)
    before = Delivery.objects.values().get()

    response = send_again(admin_client, other)

    assert "None of these had failed for good." in Page(response).text
    assert Delivery.objects.values().get() == before


def test_only_the_chosen_are_sent_again(admin_client):
    chosen, other = DeliveryFactory.create_batch(2, state=State.DEAD)

    send_again(admin_client, chosen)

    assert list(Delivery.objects.due()) == [chosen]
    assert Delivery.objects.get(pk=other.pk).state == State.DEAD


@pytest.fixture
def reader(client):
    """Signs in somebody who may look at the outbox and at inquiries, and no more."""
    account = StaffFactory()
    for name in ("view_delivery", "view_inquiry"):
        account.user_permissions.add(Permission.objects.get(codename=name))
    client.force_login(account)
    return client


def test_who_may_only_look_is_offered_no_way_to_send(reader):
    dead = DeliveryFactory(state=State.DEAD)

    for page in (LIST, f"{LIST}{dead.pk}/change/"):
        response = reader.get(page)
        assert dead.inquiry.reference in response.content.decode()
        for way in ("send_again", "/retry/", "/send-now/"):
            assert way not in response.content.decode()


@pytest.mark.parametrize("page", ["{pk}/retry/", "send-now/"])
def test_who_may_only_look_sends_nothing(reader, page):
    dead = DeliveryFactory(state=State.DEAD)

    assert reader.post(LIST + page.format(pk=dead.pk)).status_code == 403
    send_again(reader, dead)

    assert Delivery.objects.get().state == State.DEAD


def test_search_by_reference(admin_client):
    wanted, _ = DeliveryFactory.create_batch(2)

    response = admin_client.get(LIST, {"q": wanted.inquiry.reference.lower()})

    assert list(response.context["cl"].result_list) == [wanted]


@pytest.mark.parametrize("page", ["add/", "{pk}/change/"])
def test_nobody_can_add_or_change_a_delivery(admin_client, page):
    delivery = DeliveryFactory()

    response = admin_client.post(LIST + page.format(pk=delivery.pk), {"state": State.SENT})

    assert response.status_code == 403
    delivery.refresh_from_db()
    assert delivery.state == State.PENDING


@pytest.mark.parametrize("number", [1, 30])
def test_list_takes_the_same_queries_for_any_number(
    admin_client, django_assert_max_num_queries, number
):
    DeliveryFactory.create_batch(number)

    with django_assert_max_num_queries(7):
        admin_client.get(LIST)


@pytest.mark.parametrize("state", ["pending", "leased", "sent", "dead"])
def test_desk_says_how_a_mail_stands_in_words_of_the_office(admin_client, state):
    mail = DeliveryFactory(state=state, error="SMTPRecipientsRefused: 550" * (state == "dead"))
    pages = [
        f"/admin/inquiries/inquiry/{mail.inquiry_id}/change/",
        f"/admin/inquiries/inquiry/{mail.inquiry_id}/mails/",
        f"/admin/inquiries/prospect/{mail.inquiry.prospect_id}/change/",
        "/admin/inquiries/inquiry/",
        "/admin/inquiries/delivery/",
        f"/admin/inquiries/delivery/{mail.pk}/change/",
        "/admin/inquiries/reports/",
        "/admin/",
    ]

    said = " ".join(Page(admin_client.get(page)).text for page in pages).lower()

    assert not re.findall(r"\b(dead|leased|pending)\b", said)
    assert ("the address takes no mail" in said) is (state == "dead")
