"""My inquiry: what a link shows, whom it serves, and that looking changes nothing."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.utils import timezone

from inquiries.consent import Purpose
from inquiries.models import Change, Consent, Delivery, Inquiry, InquiryInterest, Note, Prospect
from inquiries.references import MINE_MAX_AGE
from tests.factories import (
    ConsentFactory,
    DeliveryFactory,
    FormOptionFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ReplyFactory,
    StaffFactory,
)
from tests.inquiries.dump import dump
from tests.inquiries.pages import Page, send

pytestmark = pytest.mark.django_db
State = Inquiry.State


@pytest.fixture
def inquiry():
    inquiry = InquiryFactory(
        salutation="Dr.", country="XK", employer="Example Hospital", wants_mail=True
    )
    InquiryProgramFactory(inquiry=inquiry, name="Master of Immunology")
    InquiryInterest.objects.create(inquiry=inquiry, option=FormOptionFactory(), label="Student")
    ConsentFactory(inquiry=inquiry)
    DeliveryFactory(inquiry=inquiry, state="sent", sent_at=timezone.now())
    return inquiry


@pytest.fixture
def other(inquiry):
    """Another inquiry from the same mailbox."""
    return InquiryFactory(
        prospect=inquiry.prospect,
        employer="Sample Institute",
        wants_mail=True,
        reference="ACDEFGHJ",
    )


def link(inquiry, page="", mailed=True):
    return f"{inquiry.mine_url(mailed=mailed)}{page}"


PAGES = ["", "my-inquiry.json", "correct/", "address/", "erase/"]


def test_page_shows_everything_we_hold(client, inquiry):
    text = Page(client.get(link(inquiry))).text

    for shown in (
        inquiry.reference,
        "Dr. Ada Example",
        inquiry.email,
        "Kosovo",
        "Example Hospital",
        "Master of Immunology",
        "Student",
        "Also send me news",
        "We use them to send you the brochure",
        "Sent on",
    ):
        assert shown in text


@pytest.mark.parametrize("page", ["", "my-inquiry.json"])
@pytest.mark.parametrize("mailed", [True, False])
def test_what_we_wrote_is_for_whoever_reads_the_mailbox(client, inquiry, page, mailed):
    """The link of the thanks page may be in other hands: its holder learns that we wrote."""
    text = "Dear Ada, see {{ my_inquiry_link }}."
    ReplyFactory(delivery__inquiry=inquiry, subject="Our subject", body=text)

    shown = client.get(link(inquiry, page, mailed=mailed)).content.decode()

    assert "Our reply" in shown
    assert ("Our subject" in shown) is mailed
    assert ("Dear Ada, see your inquiry." in shown) is mailed


def test_page_shows_no_note_of_staff(client, inquiry):
    Note.objects.create(inquiry=inquiry, author=StaffFactory(), text="Only between us")

    for page in ("", "my-inquiry.json"):
        assert "between us" not in client.get(link(inquiry, page)).content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.NEW, "waits for somebody"),
        (State.IN_PROGRESS, "is working on it"),
        (State.ANSWERED, "answered it"),
        (State.CLOSED, "It is closed"),
        (State.SPAM, "waits for somebody"),
    ],
)
def test_page_says_how_the_answer_stands(client, state, words):
    assert words in Page(client.get(link(InquiryFactory(state=state)))).text


@pytest.mark.parametrize(
    ("delivery", "words"),
    [
        ({}, "Waits to be sent"),
        ({"attempts": 2}, "we are trying again"),
        ({"state": "dead"}, "Could not be delivered"),
        ({"state": "sent", "sent_at": timezone.now(), "returned_at": timezone.now()}, "came back"),
    ],
)
def test_page_says_how_the_mail_stands(client, delivery, words):
    inquiry = InquiryFactory()
    DeliveryFactory(inquiry=inquiry, **delivery)

    assert words in Page(client.get(link(inquiry))).text


def test_markup_in_answers_is_shown_as_text(client):
    hostile = "<script>alert(1)</script>"
    inquiry = InquiryProgramFactory(name=hostile, inquiry__employer=hostile).inquiry

    page = client.get(link(inquiry)).content.decode()

    assert hostile not in page
    assert page.count("&lt;script&gt;alert(1)") == 2


@pytest.mark.parametrize("page", PAGES)
def test_page_is_private_and_unlisted(client, inquiry, page):
    response = client.get(link(inquiry, page))

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("mailed", [True, False])
@pytest.mark.parametrize("method", ["get", "head"])
def test_hundred_looks_at_every_page_change_nothing(client, inquiry, mailed, method):
    asked = DeliveryFactory(inquiry=inquiry, kind="new_address", address="new@example.org")
    links = [link(inquiry, page, mailed) for page in PAGES]
    before = dump()

    others = [inquiry.new_address_url(asked), inquiry.thanks_url(), inquiry.no_mail_url()]
    for address in [*links, *others]:
        for _ in range(100 // len(PAGES) if address in links[1:] else 100):
            assert getattr(client, method)(address).status_code == 200

    assert dump() == before


@pytest.mark.parametrize("page", ["", "my-inquiry.json"])
def test_page_cannot_be_posted_to(client, inquiry, page):
    assert client.post(link(inquiry, page)).status_code == 405


def test_brochure_is_asked_for_by_a_button_alone(client, inquiry):
    assert client.get(link(inquiry, "brochure/")).status_code == 405


@pytest.mark.parametrize("page", ["brochure/", "no-mail/", "correct/", "address/", "erase/"])
def test_button_of_another_site_is_refused(inquiry, page):
    before = dump()

    response = Client(enforce_csrf_checks=True).post(link(inquiry, page))

    assert response.status_code == 403
    assert dump() == before


# whom a link serves


def test_link_from_a_mail_reaches_all_inquiries_of_the_mailbox(client, inquiry, other):
    assert other.reference in Page(client.get(link(inquiry))).text
    assert "Sample Institute" in client.get(link(inquiry, "my-inquiry.json")).content.decode()


def test_link_from_the_thanks_page_is_about_that_inquiry_alone(client, inquiry, other):
    for page in PAGES:
        text = client.get(link(inquiry, page, mailed=False)).content.decode()
        assert other.reference not in text
        assert "Sample Institute" not in text


def test_thanks_page_links_to_the_inquiry_without_the_proof_of_a_mail(client, inquiry):
    page = client.get(inquiry.thanks_url()).content.decode()

    token = page.partition("/brochure/mine/")[2].partition("/")[0]
    assert signing.loads(token, salt="inquiries.mine") == [inquiry.pk]


def test_typed_attack_on_a_known_address_changes_nothing_of_it(client, answers):
    send(client, answers)
    known = Inquiry.objects.get()
    before = (Prospect.objects.values().get(), Inquiry.objects.values().get())

    typed = answers | {"first_name": "Eve", "email": "ADA@example.org", "key": "another day"}
    send(client, typed)
    attack = Inquiry.objects.exclude(pk=known.pk).get()
    client.post(link(attack, "erase/", mailed=False), {"all": "1"})
    client.post(link(attack, "no-mail/", mailed=False))

    assert Prospect.objects.values().get() == before[0]
    assert Inquiry.objects.filter(pk=known.pk).values().get() == before[1]
    assert known.consents.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token.swapcase(),
        lambda token: "x" * 5_000,
        lambda token: "1",
        lambda token: "é",
        lambda token: signing.dumps([1, 1], salt="other"),
    ],
    ids=["short", "long", "case", "huge", "number", "letter", "other salt"],
)
def test_forged_link_offers_a_new_one(client, inquiry, forge):
    token = link(inquiry).split("/")[-2]

    for page in PAGES:
        assert_expired(client.get(f"/brochure/mine/{forge(token)}/{page}"))


def test_link_works_for_ninety_days(client, inquiry):
    address = link(inquiry)

    with time_machine.travel(timezone.now() + timedelta(seconds=MINE_MAX_AGE - 60)):
        assert client.get(address).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=MINE_MAX_AGE + 60)):
        assert_expired(client.get(address))


@pytest.mark.parametrize("before", [True, False])
def test_pages_of_erasing_say_what_they_cannot_call_back(client, inquiry, before):
    page = client.get(link(inquiry, "erase/") if before else "/brochure/mine/erased/")

    assert "passed on to the admissions system" in Page(page).text
    assert "our staff take care of it" in Page(page).text


def assert_expired(response):
    assert response.status_code == 404
    assert response["Cache-Control"] == "private, no-store"
    assert "Send me a new link" in Page(response).text


@pytest.mark.parametrize("mailed", [True, False])
def test_address_says_nothing_about_the_person(inquiry, mailed):
    token = link(inquiry, mailed=mailed).split("/")[-2]

    said = signing.loads(token, salt="inquiries.mine")
    assert said == ([inquiry.pk, inquiry.prospect_id] if mailed else [inquiry.pk])


# before the address is confirmed


@pytest.mark.parametrize("mailed", [True, False])
def test_unconfirmed_inquiry_shows_no_answers_and_offers_erasing(client, mailed):
    doubtful = InquiryFactory(captcha="unverified", employer="Example Hospital")

    text = Page(client.get(link(doubtful, mailed=mailed))).text

    assert "Is the address yours?" in text
    assert "Erase it now" in text
    assert "Example Hospital" not in text


@pytest.mark.parametrize("page", ["my-inquiry.json", "correct/", "address/"])
def test_unconfirmed_inquiry_opens_no_other_page(client, page):
    doubtful = InquiryFactory(captcha="unverified")

    assert client.get(link(doubtful, page)).status_code in (302, 303)


def test_unconfirmed_inquiry_is_sent_no_brochure(client):
    doubtful = InquiryFactory(captcha="unverified")

    client.post(link(doubtful, "brochure/"))

    assert not Delivery.objects.exists()


# brochure, further mail, download


def test_brochure_of_spam_is_not_mailed_however_it_is_asked_for(client, inquiry):
    Inquiry.objects.update(state=Inquiry.State.SPAM)

    page = client.get(link(inquiry))
    client.post(link(inquiry, "brochure/"))

    assert "Send it to me again" not in page.content.decode()
    assert inquiry.deliveries.filter(kind=Delivery.Kind.BROCHURE).count() == 1  # sent before


def test_brochure_comes_again_once_a_day(client, inquiry):
    for day in ("2026-11-25", "2026-11-25", "2026-11-26"):
        with time_machine.travel(f"{day}T12:00:00-05:00", tick=False):
            address = link(inquiry, "brochure/")
            response = client.post(address, follow=True)
            assert "once more" in Page(response).text
            Delivery.objects.update(state="sent")

    assert inquiry.deliveries.filter(kind="brochure").count() == 3


def test_brochure_that_still_waits_is_not_owed_twice(client):
    waiting = DeliveryFactory()

    client.post(link(waiting.inquiry, "brochure/"))

    assert Delivery.objects.get() == waiting


def test_brochure_comes_again_only_to_who_reads_the_mailbox(client):
    inquiry = InquiryFactory()

    page = client.get(link(inquiry, mailed=False))
    client.post(link(inquiry, "brochure/", mailed=False))

    assert "by the link in our mail" in Page(page).text
    assert "Send it to me again" not in page.content.decode()
    assert not Delivery.objects.exists()


def test_brochure_comes_again_once_staff_have_released_it(client):
    inquiry = InquiryFactory(confirmed_at=timezone.now(), released_by=StaffFactory())

    assert "Send it to me again" in client.get(link(inquiry, mailed=False)).content.decode()
    client.post(link(inquiry, "brochure/", mailed=False))

    assert Delivery.objects.get().inquiry == inquiry


@pytest.mark.parametrize("page", ["brochure/", "correct/", "address/"])
def test_post_too_many_of_the_hour_is_refused(client, inquiry, settings, page):
    settings.INQUIRY_RATE = 1
    client.post(link(inquiry, page))

    response = client.post(link(inquiry, page))

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "Please try again later" in Page(response).text
    assert client.get(link(inquiry)).status_code == 200


def test_further_mail_is_withdrawn_for_the_whole_mailbox(client, inquiry, other):
    response = client.post(link(inquiry, "no-mail/"), follow=True)

    assert "no further mail" in Page(response).text
    assert not Inquiry.objects.get(pk=inquiry.pk).wants_mail
    assert not Inquiry.objects.get(pk=other.pk).wants_mail
    assert Consent.objects.filter(purpose=Purpose.ANSWERING, withdrawn_at=None).exists()


def test_link_of_the_thanks_page_withdraws_for_its_own_inquiry(client, inquiry, other):
    client.post(link(inquiry, "no-mail/", mailed=False))

    assert not Inquiry.objects.get(pk=inquiry.pk).wants_mail
    assert Inquiry.objects.get(pk=other.pk).wants_mail


def test_withdrawing_again_keeps_the_first_time(client, inquiry):
    client.post(link(inquiry, "no-mail/"))
    before = dump()

    client.post(link(inquiry, "no-mail/"))

    assert dump() == before
    assert Change.objects.count() == 1


def test_one_click_of_a_mail_program_needs_no_cookie_and_is_not_redirected(inquiry):
    mail_program = Client(enforce_csrf_checks=True)

    response = mail_program.post(inquiry.no_mail_url(), {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert not Inquiry.objects.get().wants_mail


def test_link_that_ends_mail_shows_a_button_and_nothing_of_the_inquiry(client, inquiry, other):
    page = client.get(inquiry.no_mail_url()).content.decode()
    done = client.post(inquiry.no_mail_url())

    assert "Send me no further mail" in page
    assert "no further mail" in Page(done).text
    for held in (inquiry.reference, inquiry.email, inquiry.mine_url(mailed=True)):
        assert held not in page + done.content.decode()
    assert not Consent.objects.filter(purpose=Purpose.MAIL, withdrawn_at=None).exists()


def test_link_that_ends_mail_opens_no_other_page(client, inquiry):
    token = inquiry.no_mail_url().split("/")[-2]

    for page in PAGES:
        assert_expired(client.get(f"/brochure/mine/{token}/{page}"))


def test_key_to_the_inquiry_is_none_that_ends_mail(client, inquiry):
    token = link(inquiry).split("/")[-2]

    assert_expired(client.post(f"/brochure/no-mail/{token}/"))


def test_link_that_ends_mail_holds_no_longer_once_the_inquiry_has_moved(client, inquiry, other):
    address = inquiry.no_mail_url()
    Inquiry.objects.filter(pk=inquiry.pk).update(prospect=InquiryFactory().prospect)

    assert_expired(client.post(address))
    assert Inquiry.objects.get(pk=other.pk).wants_mail


def test_download_holds_every_answer(client, inquiry):
    response = client.get(link(inquiry, "my-inquiry.json"))

    (held,) = json.loads(response.content)["inquiries"]
    assert held["reference"] == inquiry.reference
    assert held["answers"] == {
        "salutation": "Dr.",
        "first_name": "Ada",
        "last_name": "Example",
        "email": inquiry.email,
        "country": "Kosovo",
        "employer": "Example Hospital",
        "would_like_to_begin": None,
        "plan": "",
        "programs": ["Master of Immunology"],
        "interests": ["Student"],
    }
    assert [consent["purpose"] for consent in held["consents"]] == ["answering", "mail"]
    assert [mail["state"] for mail in held["mails"]] == ["sent"]
    assert response["Content-Disposition"].startswith("attachment")


# erasing


def test_button_erases_the_inquiry_and_its_link_ends(client, inquiry, other):
    address = link(inquiry)

    response = client.post(link(inquiry, "erase/"), follow=True)

    assert "It is erased" in Page(response).text
    assert Inquiry.objects.kept().get() == other
    assert_expired(client.get(address))


def test_link_from_a_mail_erases_all_of_the_mailbox(client, inquiry, other):
    client.post(link(inquiry, "erase/"), {"all": "1"})

    assert not Inquiry.objects.kept().exists()
    assert not Prospect.objects.exists()


def test_erasing_twice_answers_the_same(client, inquiry):
    address = link(inquiry, "erase/")
    first = client.post(address)
    before = dump()

    second = client.post(address)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert dump() == before


def test_legal_hold_is_said_and_kept(client):
    held = InquiryFactory(is_held=True, hold_reason="Case 7")

    for response in (client.get(link(held, "erase/")), client.post(link(held, "erase/"))):
        assert "cannot be erased yet" in Page(response).text
        assert "Case 7" not in response.content.decode()
    assert Inquiry.objects.kept().exists()


# the sender may be another than the owner of the mailbox


def test_senders_link_ends_once_the_owner_has_confirmed(client, inquiry):
    senders = link(inquiry, mailed=False)
    Inquiry.objects.update(confirmed_at=timezone.now())

    assert client.get(senders).status_code == 404
    assert client.get(link(inquiry)).status_code == 200
    thanks = client.get(inquiry.thanks_url()).content.decode()
    assert "/brochure/mine/" not in thanks
    assert inquiry.email not in thanks


def test_senders_link_ends_once_the_owner_has_corrected_something(client, inquiry):
    senders = link(inquiry, mailed=False)
    program, interest = inquiry.programs.get().program, inquiry.interests.get().option
    said = {"first_name": "Adah", "one_name": "on", "programs": [program.slug]}
    client.post(link(inquiry, "correct/"), said | {"interests": [str(interest.pk)]})

    assert Inquiry.objects.get(pk=inquiry.pk).first_name == "Adah"
    assert client.get(senders).status_code == 404


def test_senders_link_holds_as_long_as_the_thanks_page(client, inquiry):
    Inquiry.objects.update(created_at=timezone.now() - timedelta(days=8))

    assert client.get(link(inquiry, mailed=False)).status_code == 404
    assert client.get(link(inquiry)).status_code == 200
