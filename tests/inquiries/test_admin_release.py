"""Buttons on the desk: release what is held back, send again what failed, end all pauses."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from inquiries.models import Delivery, Inquiry
from tests.factories import DeliveryFactory, InquiryFactory, StaffFactory
from tests.inquiries.desk import LIST, act, address
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
DELIVERIES = "/admin/inquiries/delivery/"
State = Delivery.State


def in_doubt():
    return InquiryFactory(captcha=Inquiry.Captcha.UNVERIFIED)


def buttons(response):
    """The addresses that the page's own buttons post to."""
    forms = (has for element, has in Page(response).all if element.name == "form")
    actions = [has["action"] for has in forms if has.get("class") == "desk-act"]
    return [action for action in actions if not action.endswith("/brochure-again/")]


def test_button_releases_an_inquiry_in_doubt(admin_client, admin_user):
    inquiry = in_doubt()
    [button] = buttons(admin_client.get(address(inquiry)))

    response = admin_client.post(button, follow=True)

    assert "1 released: the brochure is on its way." in Page(response).text
    assert buttons(response) == []
    inquiry.refresh_from_db()
    assert inquiry.released_by == inquiry.changes.get().by == admin_user


def test_action_releases_those_that_are_held_back(admin_client):
    held, spam, clear = in_doubt(), InquiryFactory(state=Inquiry.State.SPAM), InquiryFactory()

    response = act(admin_client, "release", held, spam, clear)

    assert "2 released" in Page(response).text
    assert set(Delivery.objects.values_list("inquiry", flat=True)) == {held.pk, spam.pk}


def test_release_of_what_is_out_already_says_so(admin_client):
    assert (
        "None of these was held back." in Page(act(admin_client, "release", InquiryFactory())).text
    )
    assert not Delivery.objects.exists()


def test_list_of_what_is_to_be_confirmed(admin_client):
    held = in_doubt()
    InquiryFactory()

    response = admin_client.get(LIST, {"address": "unconfirmed"})

    assert list(response.context["cl"].result_list) == [held]


def test_button_on_the_inquiry_sends_again_what_failed(admin_client):
    inquiry = InquiryFactory()
    DeliveryFactory(inquiry=inquiry, state=State.DEAD, error="550 <no mailbox>")
    other = DeliveryFactory(state=State.DEAD)
    page = admin_client.get(address(inquiry))
    text = Page(page).text
    assert "Brochure, to the person Failed for good" in text
    assert "550 <no mailbox>" in text

    response = admin_client.post(buttons(page)[0], follow=True)

    assert "1 will be tried again within seconds." in Page(response).text
    assert Delivery.objects.get(inquiry=inquiry).state == State.PENDING
    assert Delivery.objects.get(pk=other.pk).state == State.DEAD


def test_button_on_a_dead_delivery_sends_it_again(admin_client):
    dead = DeliveryFactory(state=State.DEAD)
    [button] = buttons(admin_client.get(f"{DELIVERIES}{dead.pk}/change/"))

    response = admin_client.post(button, follow=True)

    assert "1 will be tried again within seconds." in Page(response).text
    assert (buttons(response), Delivery.objects.get().state) == ([], State.PENDING)


def test_button_ends_the_pauses_of_all_that_wait(admin_client):
    later = timezone.now() + timedelta(hours=5)
    DeliveryFactory.create_batch(2, next_at=later)
    sent = DeliveryFactory(state=State.SENT, next_at=later)
    [button] = buttons(admin_client.get(DELIVERIES))

    response = admin_client.post(button, follow=True)

    assert "2 will be tried within seconds." in Page(response).text
    assert Delivery.objects.due().count() == 2
    assert Delivery.objects.get(pk=sent.pk).next_at == later


def test_action_ends_the_pauses_of_the_chosen(admin_client):
    chosen, other = DeliveryFactory.create_batch(2, next_at=timezone.now() + timedelta(hours=5))

    admin_client.post(DELIVERIES, {"action": "send_now", "_selected_action": [chosen.pk]})

    assert list(Delivery.objects.due()) == [chosen]
    assert other not in Delivery.objects.due()


PLACES = [
    f"{LIST}{{inquiry}}/release/",
    f"{LIST}{{inquiry}}/retry/",
    f"{DELIVERIES}{{delivery}}/retry/",
    f"{DELIVERIES}send-now/",
]


@pytest.mark.parametrize("place", PLACES)
def test_button_is_for_the_desk_alone_by_post_and_with_its_token(client, admin_user, place):
    later = timezone.now() + timedelta(hours=5)
    inquiry = in_doubt()
    dead = DeliveryFactory(inquiry=inquiry, state=State.DEAD)
    DeliveryFactory(next_at=later)
    target = place.format(inquiry=inquiry.pk, delivery=dead.pk)
    before = list(Delivery.objects.values())
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin_user)

    client.force_login(StaffFactory(username="eve"))
    assert client.post(target).status_code == 403
    assert strict.post(target).status_code == 403
    client.force_login(admin_user)
    assert client.get(target).status_code == 405

    assert list(Delivery.objects.values()) == before
