"""Erasing: nothing of the person is left anywhere, and every count is what it was."""

import logging
import secrets
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import EmailMessage
from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils import timezone

from inquiries.consent import Purpose
from inquiries.erasure import Held, erase, erase_all, remove_mails
from inquiries.models import (
    Change,
    Delivery,
    Inquiry,
    InquiryInterest,
    KeptSearch,
    Note,
    Prospect,
    SavedView,
)
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
from tests.inquiries.pages import send

pytestmark = pytest.mark.django_db
FILES = "django.core.mail.backends.filebased.EmailBackend"


class Person:
    """Values that stand nowhere else, so that one byte of them is a trace."""

    def __init__(self):
        self.first_name, self.last_name, self.employer, self.spoken, self.local = (
            f"{word}{secrets.token_hex(6)}" for word in ("First", "Last", "Works", "Said", "mail")
        )
        self.email = f"{self.local}@example.org"
        self.other_email = f"new-{self.local}@example.org"

    def traces_in(self, text):
        values = (self.first_name, self.last_name, self.employer, self.spoken, self.local)
        return [value for value in values if value.lower() in text.lower()]


@pytest.fixture
def person():
    return Person()


def inquiry_of(person, **more):
    """An inquiry with all that can hang on one, each with some word of the person."""
    inquiry = InquiryFactory(
        prospect__email=person.email,
        salutation="Dr.",
        first_name=person.first_name,
        last_name=person.last_name,
        employer=person.employer,
        country="XK",
        **more,
    )
    InquiryProgramFactory(inquiry=inquiry)
    InquiryInterest.objects.create(inquiry=inquiry, option=FormOptionFactory(), label="Student")
    for purpose in Purpose:
        ConsentFactory(inquiry=inquiry, purpose=purpose)
    author = StaffFactory()
    Note.objects.create(inquiry=inquiry, author=author, text=f"On the phone: {person.spoken}")
    Change.objects.create(inquiry=inquiry, what="Corrected: first name.")
    DeliveryFactory(inquiry=inquiry, error=f"refused: {person.email}", state="dead")
    DeliveryFactory(inquiry=inquiry, state="sent", returned=f"no mailbox {person.email}")
    DeliveryFactory(inquiry=inquiry, kind="new_address", address=person.other_email, state="sent")
    DeliveryFactory(inquiry=inquiry)
    ReplyFactory(
        delivery__inquiry=inquiry,
        delivery__state="sent",
        delivery__subject=f"For {person.last_name}",
        subject=f"For {person.last_name}",
        body=f"Dear {person.first_name}, at {person.employer} you said {person.spoken}.",
    )
    ReplyFactory(delivery__inquiry=inquiry, body=f"Dear {person.first_name}")
    KeptSearch.objects.keep(author, person.last_name[:8])
    SavedView.objects.create(maker=author, name=f"{inquiry.full_name}!", query="state=open")
    LogEntry.objects.create(
        user=author,
        content_type=ContentType.objects.get_for_model(Inquiry),
        object_id=inquiry.pk,
        object_repr=person.email,
        action_flag=CHANGE,
        change_message=f"Called {person.first_name}",
    )
    session = SessionStore()
    session["message"] = f"Wrote to {person.email}"
    session.save()
    return inquiry


def reports():
    """What a report counts: inquiries by week, program, country, interest and state."""
    weekly = Inquiry.objects.annotate(week=TruncWeek("created_at"))
    return [
        list(weekly.order_by(by).values_list(by).annotate(number=Count("pk")))
        for by in ("week", "programs__program", "country", "interests__option", "state")
    ]


def test_nothing_of_the_person_is_left_in_any_table(person):
    inquiry = inquiry_of(person)
    assert len(person.traces_in(dump())) == 5

    erase(inquiry)

    assert person.traces_in(dump()) == []


def test_reports_say_the_same_before_and_after(person):
    inquiry = inquiry_of(person)
    InquiryProgramFactory.create_batch(2, inquiry__country="US")
    before = reports()

    erase(inquiry)

    assert reports() == before
    assert Inquiry.objects.count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own files")
def test_nothing_of_the_person_is_left_in_the_database_file(person):
    inquiry = inquiry_of(person)
    assert person.traces_in(bytes_on_disk())

    erase(inquiry)

    assert person.traces_in(bytes_on_disk()) == []


def bytes_on_disk():
    name = Path(site_settings.DATABASES["default"]["TEST"]["NAME"])
    files = [name, name.with_name(f"{name.name}-wal")]
    return "".join(file.read_bytes().decode("latin-1") for file in files if file.exists())


@pytest.mark.django_db(transaction=True)
def test_log_and_mail_folder_hold_nothing_of_the_person(person, settings, tmp_path, caplog):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, str(tmp_path)
    caplog.set_level(logging.DEBUG)
    inquiry = inquiry_of(person)
    for delivery in inquiry.deliveries.all():
        write(person.first_name, person.email, delivery.key)
    assert person.traces_in(mail_folder(tmp_path))

    caplog.clear()
    erase(inquiry)

    assert mail_folder(tmp_path) == ""
    said = "\n".join(r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    assert person.traces_in(said) == []


def write(text, to, key):
    headers = {"Message-ID": f"<{key}@example.org>"}
    EmailMessage(body=text, to=[to], headers=headers).send()


def mail_folder(folder):
    return "".join(file.read_text() for file in sorted(folder.iterdir()))


def test_mails_of_others_in_the_same_file_stay(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, str(tmp_path)
    write("theirs", "ada@example.org", "key-of-ada")
    write("stays", "eve@example.org", "key-of-eve")
    together = "".join(file.read_text() for file in tmp_path.iterdir())
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / "both.log").write_text(together)

    remove_mails({"key-of-ada"})

    left = (tmp_path / "both.log").read_text()
    assert "stays" in left
    assert "theirs" not in left


def test_what_is_counted_stays(person):
    inquiry = inquiry_of(person, state=Inquiry.State.CLOSED)
    before = Inquiry.objects.get()

    erase(inquiry)

    after = Inquiry.objects.get()
    for name in ("reference", "created_at", "country", "state", "captcha"):
        assert getattr(after, name) == getattr(before, name)
    assert after.consents.count() == 2
    assert after.changes.last().what == "Erased."


def test_what_waited_to_be_sent_is_not_sent(person):
    inquiry = inquiry_of(person)

    erase(inquiry)

    assert set(Delivery.objects.values_list("state", "address")) == {("sent", "")}


def test_erasing_says_who_did_it(person):
    clerk = StaffFactory()

    erase(inquiry_of(person), by=clerk)

    assert Change.objects.get(what="Erased.").by == clerk


def test_erasing_again_changes_nothing(person):
    inquiry = inquiry_of(person)
    erase(inquiry)
    before = dump()

    erase(inquiry)

    assert dump() == before


def test_person_stays_while_another_inquiry_is_theirs(person):
    first = inquiry_of(person)
    second = InquiryFactory(prospect=first.prospect)

    erase(first)
    assert Prospect.objects.get() == second.prospect
    erase(second)
    assert not Prospect.objects.exists()


def test_legal_hold_refuses(person):
    inquiry = inquiry_of(person, is_held=True, hold_reason="Case 7")
    before = dump()

    with pytest.raises(Held):
        erase(inquiry)
    assert erase_all([inquiry]) == 0
    assert dump() == before


def test_same_form_after_erasing_is_an_inquiry_of_its_own(client, answers):
    send(client, answers)
    erase(Inquiry.objects.get())

    send(client, answers)

    assert Inquiry.objects.count() == 2
    assert Inquiry.objects.kept().count() == 1


def test_worker_that_comes_back_late_writes_nothing_of_the_person(person):
    inquiry = inquiry_of(person)
    DeliveryFactory(inquiry=inquiry, key="in-work", state="leased", attempts=1)
    in_work = Delivery.objects.get(key="in-work")
    erase(inquiry)

    in_work.mark_failed(f"refused: {person.email}", for_good=False, now=timezone.now())

    assert person.traces_in(dump()) == []


# what the admin's log says


def noted(row, said="", message=""):
    return LogEntry.objects.create(
        user=StaffFactory(),
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        object_repr=said or str(row),
        action_flag=CHANGE,
        change_message=message,
    )


def said_by(entry):
    entry.refresh_from_db()
    return entry.object_repr, entry.change_message


def test_log_of_a_longer_address_stays():
    inquiry = InquiryFactory(prospect__email="ada@example.org")
    longer = [
        noted(InquiryFactory(), message=f"Wrote to {address}")
        for address in ("nada@example.org", "ada@example.org.uk", "x.ada@example.org")
    ]
    before = [said_by(entry) for entry in longer]

    erase(inquiry)

    assert [said_by(entry) for entry in longer] == before


def test_log_of_another_inquiry_keeps_its_reference_and_loses_the_address():
    inquiry, other = InquiryFactory(), InquiryFactory()
    entry = noted(other, message=f"Same person as {inquiry.email.upper()}.")

    erase(inquiry)

    assert said_by(entry) == (other.reference, "")


def test_log_of_other_apps_stays():
    inquiry = InquiryFactory()
    entry = noted(StaffFactory(), said=inquiry.email)

    erase(inquiry)

    assert said_by(entry) == (inquiry.email, "")


def test_log_of_the_person_goes_with_the_person():
    first = InquiryFactory()
    second = InquiryFactory(prospect=first.prospect)
    entry = noted(first.prospect)

    erase(first)
    assert said_by(entry) == (first.prospect.email, "")
    erase(second)
    assert said_by(entry) == ("An erased person", "")


@pytest.mark.parametrize("hold", [{}, {"is_held": True, "hold_reason": "Case 7"}])
def test_database_file_is_tidied_only_when_something_was_erased(
    monkeypatch, django_capture_on_commit_callbacks, hold
):
    tidied = []
    monkeypatch.setattr("inquiries.erasure.forget_on_disk", lambda: tidied.append(1))
    inquiry = InquiryFactory(**hold)

    with django_capture_on_commit_callbacks(execute=True):
        erase_all([inquiry])
        erase_all([inquiry])

    assert len(tidied) == (0 if hold else 1)
