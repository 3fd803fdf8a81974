"""One inquiry on the desk: read, taken on, answered, noted upon; never rewritten."""

from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.admin import site
from django.contrib.admin.models import LogEntry
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from inquiries.erasure import erase
from inquiries.models import Inquiry, InquiryInterest, Note
from tests.factories import (
    DeliveryFactory,
    FormOptionFactory,
    InquiryFactory,
    InquiryProgramFactory,
    StaffFactory,
)
from tests.inquiries.desk import LIST, act, address, save
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
State = Inquiry.State


@pytest.fixture
def ada(client):
    """A member of staff who may do everything, signed in."""
    user = StaffFactory(username="ada.staff", is_superuser=True)
    client.force_login(user)
    return user


def test_page_shows_every_answer(client, ada):
    inquiry = InquiryFactory(salutation="Dr.", country="XK", employer="Example Hospital")
    InquiryProgramFactory(inquiry=inquiry, name="Master of Immunology")
    InquiryInterest.objects.create(inquiry=inquiry, option=FormOptionFactory(), label="Student")
    DeliveryFactory(inquiry=inquiry, error="SMTPConnectError")

    text = Page(client.get(address(inquiry))).text

    for shown in (
        inquiry.reference,
        "Dr.",
        "Ada",
        "Example",
        inquiry.email,
        "Kosovo",
        "Example Hospital",
        "Master of Immunology",
        "Student",
        "SMTPConnectError",
        "Passed",
    ):
        assert shown in text


def test_markup_in_answers_is_shown_as_text(client, ada):
    hostile = "<script>alert(1)</script>"
    asked = InquiryProgramFactory(name=hostile, inquiry__first_name=hostile)
    inquiry = asked.inquiry
    InquiryInterest.objects.create(inquiry=inquiry, option=FormOptionFactory(), label=hostile)
    DeliveryFactory(inquiry=inquiry, error=hostile)
    Note.objects.create(inquiry=inquiry, author=ada, text=hostile)

    page = client.get(address(inquiry)).content.decode()

    assert hostile not in page
    assert page.count("&lt;script&gt;alert(1)") >= 5


def test_forged_post_changes_no_answer(client, ada):
    inquiry = InquiryProgramFactory().inquiry
    before = Inquiry.objects.values().get()

    response = save(
        client,
        inquiry,
        reference="FORGED",
        first_name="Eve",
        email="eve@example.org",
        country="US",
        captcha="off",
        created_at_0="2020-01-01",
        answered_at_0="2020-01-01",
        answered_by=ada.pk,
    )

    assert response.status_code == 302
    assert Inquiry.objects.values().get() == before


def test_forged_post_changes_no_delivery(client, ada):
    delivery = DeliveryFactory()
    forged = {
        "deliveries-TOTAL_FORMS": "1",
        "deliveries-INITIAL_FORMS": "1",
        "deliveries-0-id": delivery.pk,
        "deliveries-0-inquiry": delivery.inquiry_id,
        "deliveries-0-state": "sent",
        "deliveries-0-DELETE": "on",
    }

    save(client, delivery.inquiry, **forged)

    delivery.refresh_from_db()
    assert delivery.state == delivery.State.PENDING


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_can_add_an_inquiry(client, ada, method):
    assert getattr(client, method)(f"{LIST}add/").status_code == 403


def test_inquiry_can_be_taken_on(client, ada):
    inquiry = InquiryFactory()

    save(client, inquiry, state=State.IN_PROGRESS, owner=ada.pk)

    assert (inquiry.state, inquiry.owner) == (State.IN_PROGRESS, ada)


def test_owner_is_a_member_of_staff(client, ada):
    inquiry = InquiryFactory()

    response = save(client, inquiry, owner=StaffFactory(is_staff=False).pk)

    assert response.status_code == 200
    assert inquiry.owner is None


def test_state_answered_keeps_when_and_by_whom(client, ada):
    inquiry = InquiryFactory()

    save(client, inquiry, state=State.ANSWERED)

    assert inquiry.answered_by == ada
    assert (timezone.now() - inquiry.answered_at).total_seconds() < 60
    assert "by ada.staff" in Page(client.get(address(inquiry))).text


def test_later_save_keeps_who_answered_first(client, ada):
    first = StaffFactory()
    inquiry = InquiryFactory()
    inquiry.mark_answered(by=first)

    save(client, inquiry, owner=ada.pk)

    assert (inquiry.answered_by, inquiry.owner) == (first, ada)


def test_action_marks_inquiries_as_answered(client, ada):
    inquiries = InquiryFactory.create_batch(3)

    response = act(client, "mark_as_answered", *inquiries[:2])

    assert "2 marked as answered." in Page(response).text
    done = Inquiry.objects.filter(state=State.ANSWERED, answered_by=ada, answered_at__isnull=False)
    assert set(done) == set(inquiries[:2])


def test_action_keeps_who_answered_first(client, ada):
    first = StaffFactory()
    inquiry = InquiryFactory()
    with time_machine.travel("2026-11-01"):
        inquiry.mark_answered(by=first)
    before = Inquiry.objects.values().get()

    response = act(client, "mark_as_answered", inquiry)

    assert "0 marked" in Page(response).text
    assert Inquiry.objects.values().get() == before


@pytest.mark.parametrize(
    "half", [{"answered_at": timezone.now()}, {"answered_by": 1}], ids=["when", "by whom"]
)
def test_database_refuses_half_an_answer(half):
    half = {name: StaffFactory() if name == "answered_by" else at for name, at in half.items()}
    inquiry = InquiryFactory()
    for name, value in half.items():
        setattr(inquiry, name, value)

    with pytest.raises(ValidationError, match="both when it was answered and by whom"):
        inquiry.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        inquiry.save()


def test_member_of_staff_who_answered_cannot_be_deleted(client, ada):
    colleague = StaffFactory()
    InquiryFactory().mark_answered(by=colleague)

    page = client.post(f"/admin/auth/user/{colleague.pk}/delete/", {"post": "yes"})

    assert page.status_code in {200, 403}
    colleague.refresh_from_db()


@pytest.mark.parametrize("state", [State.NEW, State.IN_PROGRESS])
def test_reopened_inquiry_waits_for_whoever_answers_next(client, ada, state):
    inquiry = InquiryFactory()
    inquiry.mark_answered(by=StaffFactory())

    save(client, inquiry, state=state)
    assert (inquiry.answered_at, inquiry.answered_by) == (None, None)
    save(client, inquiry, state=State.ANSWERED)
    assert inquiry.answered_by == ada


def test_action_leaves_a_line_in_the_history(client, ada):
    inquiry = InquiryFactory()

    act(client, "mark_as_answered", inquiry)

    [line] = LogEntry.objects.filter(object_id=inquiry.pk)
    assert (line.user, line.get_change_message()) == (ada, "Marked as answered.")


def test_owner_is_chosen_without_links_that_make_accounts(client, ada):
    page = client.get(address(InquiryFactory())).content.decode()

    assert 'name="owner"' in page
    assert "related-widget-wrapper-link" not in page


@pytest.mark.parametrize("changed", [[], ["owner"], ["state", "owner"]])
def test_saving_a_page_that_was_open_while_the_person_went_brings_nothing_back(rf, ada, changed):
    inquiry = InquiryFactory(employer="Example Hospital")
    request, opened = rf.post("/"), Inquiry.objects.get()
    request.user, request._messages = ada, CookieStorage(request)
    erase(inquiry)

    opened.owner = ada
    form = SimpleNamespace(changed_data=changed, initial={"state": "closed", "owner": None})
    site.get_model_admin(Inquiry).save_model(request, opened, form, change=True)

    inquiry = Inquiry.objects.get()
    assert (inquiry.first_name, inquiry.email, inquiry.employer) == ("", "", "")
    assert inquiry.erased_at
    assert (inquiry.owner, inquiry.due_at) == (None, None)
