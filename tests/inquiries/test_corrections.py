"""Correcting what we hold: the form's own rules, and the address only after it has confirmed."""

import pytest
import time_machine
from django.test import Client

from inquiries import own_inquiry
from inquiries.erasure import Held
from inquiries.models import Change, Delivery, Inquiry, InquiryInterest, Prospect
from programs.models import Program
from tests.factories import (
    DeliveryFactory,
    FormOptionFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ProgramFactory,
    ProspectFactory,
)
from tests.inquiries.dump import dump
from tests.inquiries.pages import Page, message_for

pytestmark = pytest.mark.django_db
NEW = "new@example.org"


@pytest.fixture
def inquiry():
    inquiry = InquiryFactory(country="XK", employer="Example Hospital")
    InquiryProgramFactory(inquiry=inquiry, name="Master of Immunology", program__slug="immunology")
    InquiryInterest.objects.create(
        inquiry=inquiry, option=FormOptionFactory(label="Student"), label="Student"
    )
    return inquiry


def held(inquiry, **changes):
    """What a browser sends back when nothing was touched, apart from `changes`."""
    return {
        "first_name": "Ada",
        "last_name": "Example",
        "country": "XK",
        "employer": "Example Hospital",
        "programs": ["immunology"],
        "interests": [str(i.option_id) for i in inquiry.interests.all()],
    } | changes


def correct(client, inquiry, **changes):
    return client.post(f"{inquiry.mine_url(mailed=True)}correct/", held(inquiry, **changes))


def test_form_holds_what_we_hold(client, inquiry):
    page = client.get(f"{inquiry.mine_url()}correct/").content.decode()

    for said in ("Ada", "Example", "Example Hospital"):
        assert f'value="{said}"' in page
    assert 'value="XK" selected' in page
    assert page.count(" checked") == 2


def test_form_asks_for_no_address_and_has_no_trap(client, inquiry):
    page = client.get(f"{inquiry.mine_url()}correct/").content.decode()

    assert 'name="first_name"' in page
    for name in ("email", "website", "key", "wants_mail", "captcha"):
        assert f'name="{name}"' not in page


def test_correction_is_stored_and_staff_read_what_was_corrected(client, inquiry):
    response = correct(client, inquiry, first_name="Adah", country="US", programs=["immunology"])

    assert response.status_code == 303
    inquiry.refresh_from_db()
    assert (inquiry.first_name, inquiry.country.code) == ("Adah", "US")
    change = Change.objects.get()
    assert change.what == "Corrected: first name, country."
    assert change.by is None


def test_programs_are_added_and_taken_away(client, inquiry):
    ProgramFactory(slug="bioethics", official_name="Master of Bioethics")

    correct(client, inquiry, programs=["bioethics"])

    assert [str(asked) for asked in inquiry.programs.all()] == ["Master of Bioethics"]


def test_program_that_stays_keeps_the_name_of_that_day(client, inquiry):
    Program.objects.update(official_name="Master of New Immunology")

    correct(client, inquiry, employer="")

    assert [str(asked) for asked in inquiry.programs.all()] == ["Master of Immunology"]


def test_what_is_no_longer_offered_can_stay(client, inquiry):
    Program.objects.update(status=Program.Status.PAUSED)
    inquiry.interests.get().option.__class__.objects.update(is_active=False)

    assert correct(client, inquiry, employer="").status_code == 303
    assert inquiry.programs.count() == inquiry.interests.count() == 1


def test_nothing_corrected_leaves_no_trace(client, inquiry):
    before = dump()

    for _ in range(2):
        assert correct(client, inquiry).status_code == 303

    assert dump() == before


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("first_name", {"first_name": ""}),
        ("last_name", {"last_name": ""}),
        ("country", {"country": "ZZ"}),
        ("employer", {"employer": "x" * 201}),
        ("programs", {"programs": []}),
        ("interests", {"interests": ["0"]}),
    ],
)
def test_wrong_answer_is_refused_by_the_rules_of_the_form(client, inquiry, field, changes):
    before = dump()

    assert message_for(correct(client, inquiry, **changes), field)
    assert dump() == before


@pytest.mark.parametrize("name", ["email", "reference", "state", "wants_mail", "is_held"])
def test_forged_field_changes_nothing(client, inquiry, name):
    before = dump()

    correct(client, inquiry, **{name: "forged@example.org"})

    assert dump() == before


@pytest.fixture
def hold(inquiry):
    inquiry.is_held, inquiry.hold_reason = True, "Case 7"
    inquiry.save()


@pytest.mark.usefixtures("hold")
@pytest.mark.parametrize("page", ["correct/", "address/"])
def test_page_of_a_held_inquiry_says_why_nothing_can_be_changed(client, inquiry, page):
    text = Page(client.get(f"{inquiry.mine_url()}{page}")).text

    assert "A legal hold keeps the inquiry" in text
    assert "@" in text


@pytest.mark.usefixtures("hold")
def test_legal_hold_refuses_every_change(client, inquiry):
    address = question(inquiry)
    before = dump()

    for refused in (
        correct(client, inquiry, first_name="Adah"),
        ask(client, inquiry),
        client.post(address),
    ):
        assert refused.status_code == 409
        assert "A legal hold keeps the inquiry" in Page(refused).text
    assert dump() == before


def test_hold_that_comes_while_the_page_is_open_refuses_too(inquiry, hold):
    with pytest.raises(Held):
        own_inquiry.ask_new_address(Inquiry(pk=inquiry.pk), NEW)


# the address


def ask(client, inquiry, address=NEW):
    return client.post(f"{inquiry.mine_url(mailed=True)}address/", {"email": address})


def asked(inquiry):
    return inquiry.deliveries.filter(kind=Delivery.Kind.NEW_ADDRESS)


def test_new_address_is_asked_first(client, inquiry):
    before = Inquiry.objects.values("email", "prospect").get()

    response = ask(client, inquiry)

    assert response.status_code == 303
    assert asked(inquiry).get().address == NEW
    assert Inquiry.objects.values("email", "prospect").get() == before


def test_same_address_is_asked_once_and_no_more_than_three_a_day(client, inquiry):
    for address in (NEW, NEW, "b@example.org", "c@example.org"):
        assert ask(client, inquiry, address).status_code == 303

    assert "Try again tomorrow" in message_for(ask(client, inquiry, "d@example.org"), "email")
    assert asked(inquiry).count() == 3


def test_spam_has_no_new_address_asked(client, inquiry):
    Inquiry.objects.update(state=Inquiry.State.SPAM)

    assert "write to us" in message_for(ask(client, inquiry), "email")
    assert not asked(inquiry).exists()


def test_address_that_another_inquiry_had_asked_is_left_alone_for_a_day(client, inquiry):
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        ask(client, InquiryFactory(), NEW.upper())
    with time_machine.travel("2026-11-24T11:59:00Z", tick=False):
        assert "just written" in message_for(ask(client, inquiry), "email")
    with time_machine.travel("2026-11-24T12:01:00Z", tick=False):
        assert ask(client, inquiry).status_code == 303


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "ada@example.org\nBcc: x@example.org"])
def test_wrong_address_is_refused(client, inquiry, address):
    assert message_for(ask(client, inquiry, address), "email")


def test_address_that_we_have_is_refused(client, inquiry):
    assert message_for(ask(client, inquiry, inquiry.email), "email")


def question(inquiry, address=NEW):
    delivery = DeliveryFactory(inquiry=inquiry, kind="new_address", address=address)
    return inquiry.new_address_url(delivery)


def test_question_that_the_sender_asked_ends_when_the_mailbox_has_spoken(client, inquiry):
    client.post(f"{inquiry.mine_url()}address/", {"email": NEW})
    address = inquiry.new_address_url(asked(inquiry).get())

    correct(client, inquiry, first_name="Adah")

    assert client.post(address).status_code == client.get(address).status_code == 404
    inquiry.refresh_from_db()
    assert inquiry.email != NEW


def test_question_that_its_owner_asked_stays_open_after_more_corrections(client, inquiry):
    ask(client, inquiry)

    correct(client, inquiry, first_name="Adah")
    client.post(inquiry.new_address_url(asked(inquiry).get()))

    inquiry.refresh_from_db()
    assert inquiry.email == NEW


def test_asking_through_a_mailed_link_ends_the_senders_own(client, inquiry):
    ask(client, inquiry)

    assert client.get(inquiry.mine_url()).status_code == 404


def test_confirmed_address_moves_this_inquiry_alone(client, inquiry):
    other = InquiryFactory(prospect=inquiry.prospect)

    response = client.post(question(inquiry), follow=True)

    assert "The new address is confirmed" in Page(response).text
    inquiry.refresh_from_db()
    assert inquiry.email == inquiry.prospect.email == NEW
    assert inquiry.prospect.verified_at
    other.refresh_from_db()
    assert other.prospect.email == other.email != NEW


def test_address_of_somebody_we_know_changes_nothing_of_them(client, inquiry):
    known = ProspectFactory(email=NEW, verified_at="2026-01-01T00:00:00Z")
    before = Prospect.objects.filter(pk=known.pk).values().get()

    client.post(question(inquiry))

    inquiry.refresh_from_db()
    assert inquiry.prospect == known
    assert Prospect.objects.filter(pk=known.pk).values().get() == before


def test_old_address_is_forgotten_when_nothing_else_came_from_it(client, inquiry):
    old = inquiry.prospect

    client.post(question(inquiry))

    assert not Prospect.objects.filter(pk=old.pk).exists()


def test_link_that_was_mailed_to_the_old_address_ends(client, inquiry):
    old_link = inquiry.mine_url(mailed=True)

    client.post(question(inquiry))

    assert client.get(old_link).status_code == 404


def test_confirming_again_changes_nothing(client, inquiry):
    address = question(inquiry)
    client.post(address)
    before = dump()

    assert client.post(address).status_code == 303
    assert dump() == before


def test_earlier_question_moves_nothing(client, inquiry):
    earlier = question(inquiry, "first@example.org")
    question(inquiry)

    assert client.post(earlier).status_code == 404
    assert Inquiry.objects.get().email == inquiry.email


def test_button_of_another_site_moves_nothing(inquiry):
    assert Client(enforce_csrf_checks=True).post(question(inquiry)).status_code == 403


@pytest.mark.parametrize("token", ["x", "1", "x" * 5000])
def test_forged_question_leads_nowhere(client, inquiry, token):
    question(inquiry)

    assert client.post(f"/brochure/address/{token}/").status_code == 404


def test_link_to_the_inquiry_is_no_question(client, inquiry):
    """The number in it may be that of a question."""
    question(inquiry)
    token = inquiry.mine_url().split("/")[-2]

    assert client.post(f"/brochure/address/{token}/").status_code == 404
