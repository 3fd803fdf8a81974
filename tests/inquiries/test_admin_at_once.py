"""Two people act on one inquiry at once: the second is told what changed, and loses nothing."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from inquiries.actions import confirm
from inquiries.acts import count
from inquiries.erasure import erase
from inquiries.models import Inquiry, Move, Note
from inquiries.moves import move
from tests.factories import InquiryFactory, ReplyFactory, StaffFactory
from tests.inquiries.desk import address, save
from tests.inquiries.pages import Page, elements, text_of
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.django_db
State = Inquiry.State
NOTE = {"notes-TOTAL_FORMS": "1", "notes-0-text": "Called back."}


@pytest.fixture
def ada(client):
    user = StaffFactory(username="ada.staff", is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def eve():
    return StaffFactory(username="eve.staff", first_name="Eve", is_superuser=True)


@pytest.fixture
def opened(ada):
    """The inquiry as it was when Ada opened its page."""
    return InquiryFactory()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def as_opened(inquiry):
    return Inquiry.objects.get(pk=inquiry.pk)


def would_send(response):
    """What the page's form holds, as pressing Save would send it."""
    page = Page(response)
    sent = {}
    for element, has in page.all:
        if "name" not in has:
            continue
        if element.name == "textarea":
            sent[has["name"]] = text_of(element).strip()
        elif element.name == "input" and ("checked" in has or has.get("type") != "checkbox"):
            sent[has["name"]] = has.get("value") or "on" * (has.get("type") == "checkbox")
        elif element.name == "select":
            options = [dict(o.attributes) for o in elements(element) if o.name == "option"]
            sent[has["name"]] = next((o["value"] for o in options if "selected" in o), "")
    return sent


def told(response):
    return " ".join(text_of(Page(response).with_id("content-main")).split())


def test_move_after_a_move_of_somebody_else_is_refused_and_says_who_did_what(client, opened, eve):
    move(as_opened(opened), State.IN_PROGRESS, by=eve, reason="Moved by mistake")

    response = save(client, opened, to=State.CLOSED)

    assert response.status_code == 409
    assert "This inquiry has changed since you opened it" in told(response)
    assert "Eve : Took it up. “Moved by mistake”" in told(response)
    assert (opened.state, Move.objects.count()) == (State.IN_PROGRESS, 1)


def test_save_after_a_save_of_somebody_else_is_refused_and_keeps_what_was_typed(
    client, ada, opened, eve
):
    save(signed_in(eve), as_opened(opened), owner=eve.pk)
    typed = {"reason": "Answered by mail", "is_held": "on", "hold_reason": "Case 7"} | NOTE

    response = save(client, opened, to=State.ANSWERED, **typed)

    sent = would_send(response)
    assert response.status_code == 409
    assert "Changed the owner." in told(response)
    assert {name: sent.get(name) for name in typed} == typed
    assert (opened.state, opened.is_held, Note.objects.count()) == (State.NEW, False, 0)


def test_what_somebody_else_chose_is_not_written_back_by_who_left_it_alone(
    client, ada, opened, eve
):
    save(signed_in(eve), as_opened(opened), owner=eve.pk)
    refused = would_send(save(client, opened, **NOTE))
    assert refused["owner"] == str(eve.pk)

    response = client.post(address(opened), refused)

    opened.refresh_from_db()
    assert (response.status_code, opened.owner) == (302, eve)
    assert opened.notes.get().author == ada


def test_owner_whom_both_chose_is_the_one_of_who_saves_again(client, ada, opened, eve):
    save(signed_in(eve), as_opened(opened), owner=eve.pk)
    refused = would_send(save(client, opened, owner=ada.pk))
    assert (refused["owner"], refused["initial-owner"]) == (str(ada.pk), str(eve.pk))

    client.post(address(opened), refused)

    opened.refresh_from_db()
    assert opened.owner == ada


def test_hold_that_somebody_else_lifted_stays_lifted(client, ada, eve):
    opened = InquiryFactory(is_held=True, hold_reason="Case 7")
    ours = would_send(client.get(address(opened)))
    save(signed_in(eve), as_opened(opened), is_held="", hold_reason="")

    refused = would_send(client.post(address(opened), ours | NOTE))
    client.post(address(opened), refused)

    opened.refresh_from_db()
    assert (opened.is_held, opened.hold_reason, opened.notes.count()) == (False, "", 1)


def test_page_of_a_conflict_shows_how_it_stands_and_offers_what_can_be_done_now(
    client, opened, eve
):
    move(as_opened(opened), State.SPAM, by=eve)

    page = save(client, opened, to=State.CLOSED, **NOTE).content.decode()

    assert "Not spam" in page
    assert 'value="closed"' not in page
    assert "Called back." in page


@pytest.mark.parametrize("seen", ["", "x", "-1", "99", "9" * 30])
def test_page_without_the_version_it_showed_is_refused(client, opened, seen):
    response = save(client, opened, seen=seen, to=State.CLOSED)

    assert (response.status_code in {200, 409}, opened.state) == (True, State.NEW)


def test_release_in_between_is_told(client, eve, ada):
    opened = InquiryFactory(captcha="unverified")
    confirm(as_opened(opened), by=eve)

    assert "Released; the brochure was sent." in told(save(client, opened, to=State.CLOSED))


def test_person_who_confirms_or_is_noted_by_nobody_refuses_no_save(client, ada):
    opened = InquiryFactory(captcha="unverified")
    confirm(as_opened(opened))

    assert save(client, opened, **NOTE).status_code == 302


def test_note_about_who_was_erased_in_between_is_not_kept_but_shown(client, opened, eve):
    erase(as_opened(opened), by=eve)

    for _ in range(2):  # the second time with the version that the refusal showed
        response = save(client, opened, **NOTE)
        assert "Called back." in response.content.decode()
    assert response.status_code == 200
    assert "so there is nothing to save" in told(response)
    assert not Note.objects.exists()


@pytest.mark.parametrize("to", ["", State.IN_PROGRESS])
def test_double_click_is_done_once_without_a_word(client, opened, to):
    first, second = (save(client, as_opened(opened), to=to, seen=0, **NOTE) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert (Note.objects.count(), Move.objects.count()) == (1, 1 if to else 0)


def test_own_act_of_a_while_ago_in_another_window_is_told(client, opened):
    save(client, as_opened(opened), to=State.IN_PROGRESS)
    Move.objects.update(at=timezone.now() - timedelta(minutes=1))

    response = save(client, opened, to=State.IN_PROGRESS)

    assert response.status_code == 409
    assert "You : Took it up." in told(response)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_notes_and_moves_at_once_one_is_made_and_the_others_are_told(opened):
    clients = [signed_in(StaffFactory(is_superuser=True)) for _ in range(20)]
    jobs = [
        partial(save, client, as_opened(opened), to=State.IN_PROGRESS, **NOTE) for client in clients
    ]

    responses = at_once(jobs)

    assert sorted(response.status_code for response in responses) == [302] + [409] * 19
    assert (Note.objects.count(), Move.objects.count()) == (1, 1)


def test_what_the_other_wrote_stands_beside_what_they_did(client):
    ada, grace = (StaffFactory(is_superuser=True) for _ in range(2))
    inquiry = InquiryFactory()
    Note.objects.create(inquiry=inquiry, author=grace, text="Of long ago.")
    count(inquiry, "Wrote a note.", by=grace)
    opened = Inquiry.objects.get()
    client.force_login(grace)
    save(client, inquiry, **{"notes-TOTAL_FORMS": "1", "notes-0-text": "She prefers mornings."})
    reply = ReplyFactory(delivery__inquiry=inquiry, by=grace, body="Dear Ada, the answer is yes.")
    client.force_login(ada)

    page = save(client, opened, to=State.CLOSED)

    said = page.content.decode().split('class="inq-head"')[0]
    assert page.status_code == 409
    assert "She prefers mornings." in said
    assert reply.body in said
    assert "Of long ago." not in said
