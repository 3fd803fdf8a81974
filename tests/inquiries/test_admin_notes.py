"""What staff write about an inquiry: signed, and not rewritten."""

import pytest

from inquiries.models import Note
from tests.factories import InquiryFactory, StaffFactory
from tests.inquiries.desk import address, save
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client):
    """A member of staff who may do everything, signed in."""
    user = StaffFactory(username="ada.staff", is_superuser=True)
    client.force_login(user)
    return user


def test_note_gets_its_author(client, ada):
    inquiry = InquiryFactory()
    other = StaffFactory()

    save(
        client,
        inquiry,
        **{"notes-TOTAL_FORMS": "1", "notes-0-text": "Called back.", "notes-0-author": other.pk},
    )

    note = Note.objects.get()
    assert (note.text, note.author, note.inquiry) == ("Called back.", ada, inquiry)
    assert "ada.staff" in Page(client.get(address(inquiry))).text


def test_note_cannot_be_rewritten(client, ada):
    note = Note.objects.create(inquiry=InquiryFactory(), author=StaffFactory(), text="Called.")
    forged = {
        "notes-TOTAL_FORMS": "1",
        "notes-INITIAL_FORMS": "1",
        "notes-0-id": note.pk,
        "notes-0-inquiry": note.inquiry_id,
        "notes-0-text": "Forged.",
    }

    save(client, note.inquiry, **forged)

    assert Note.objects.get().text == "Called."


def test_note_can_be_deleted_by_those_who_may(client, ada):
    note = Note.objects.create(inquiry=InquiryFactory(), author=ada, text="Wrong person.")
    gone = {
        "notes-TOTAL_FORMS": "1",
        "notes-INITIAL_FORMS": "1",
        "notes-0-id": note.pk,
        "notes-0-inquiry": note.inquiry_id,
        "notes-0-DELETE": "on",
    }

    save(client, note.inquiry, **gone)

    assert not Note.objects.exists()
