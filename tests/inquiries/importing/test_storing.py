"""From rows to inquiries: all or nothing, once, and without a mail."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone

from inquiries.importing import storing
from inquiries.importing.work import work_next
from inquiries.models import (
    Access,
    Change,
    Consent,
    Delivery,
    ImportRow,
    ImportRun,
    ImportUpload,
    Inquiry,
    Prospect,
)
from inquiries.models.inquiry import words_of
from inquiries.retention import kept_until
from tests.factories import ProgramFactory, ProspectFactory
from tests.inquiries.threads import at_once

from .files import confirmed, csv_file, imported, lately, read, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school_of_one")]


def test_inquiry_holds_what_the_row_said(immunology):
    imported(csv_file(row(first_name="Zoë", country="Zaire")))

    inquiry = Inquiry.objects.get()
    assert (inquiry.full_name, inquiry.email, inquiry.country.code, inquiry.employer) == (
        "Zoë Example", "ada@example.org", "CD", "A hospital",
    )  # fmt: skip
    assert [asked.name for asked in inquiry.programs.all()] == ["Master of Immunology"]
    assert [interest.label for interest in inquiry.interests.all()] == ["Student"]
    assert f"{inquiry.created_at.astimezone(lately().tzinfo):%d %H:%M}" == f"{lately():%d} 10:00"
    assert len(inquiry.reference) == 8
    assert inquiry.search_text == words_of(inquiry)


def test_inquiry_is_closed_came_by_import_and_nobody_is_written_to():
    imported(csv_file(row()))

    inquiry = Inquiry.objects.get()
    assert (inquiry.state, inquiry.source, inquiry.captcha) == ("closed", "import", "off")
    assert (inquiry.confirmed_at, inquiry.answered_at, inquiry.greeting_name) == (None, None, "")
    assert not inquiry.is_unconfirmed
    assert not Delivery.objects.exists()
    assert mail.outbox == []


def test_inquiries_may_come_in_as_new():
    imported(csv_file(row()), opened_as="new")

    assert Inquiry.objects.get().state == Inquiry.State.NEW


def test_no_consent_is_made_up_and_the_record_says_so():
    run = imported(csv_file(row(country="Channel Islands")))

    change = Change.objects.get()
    assert not Consent.objects.exists()
    assert change.by == run.confirmed_by
    assert change.what == (
        "Brought in from the old form’s export. What was agreed to there is not on file. "
        "“Channel Islands” is 2 countries today, so none is stored."
    )


def test_retention_counts_from_the_old_date():
    imported(csv_file(row(received=f"{lately(700):%Y-%m-%d}")))

    assert (kept_until(Inquiry.objects.get()) - lately(0)).days in {29, 30}


def test_rows_of_one_address_and_of_somebody_known_become_one_person():
    known = ProspectFactory(email="known@example.org")
    other = ProgramFactory(official_name="Master of Bioethics")

    run = imported(
        csv_file(
            row(), row(email="Ada@EXAMPLE.org", programs=str(other)), row(email="KNOWN@example.org")
        )
    )

    assert (run.imported, run.new_people, run.there, run.bad) == (3, 1, 0, 0)
    assert Prospect.objects.count() == 2
    assert known.inquiries.count() == 1


def test_refused_rows_and_doubles_are_left_out_and_counted():
    run = imported(csv_file(row(), row(), row(email="bad")))

    assert (run.imported, run.there, run.bad) == (1, 1, 1)
    assert Inquiry.objects.count() == 1


def test_second_import_of_the_same_file_brings_nothing():
    content = csv_file(row(), row(email="b@example.org"))
    imported(content)

    run = imported(content)

    assert (run.imported, run.there) == (0, 2)
    assert Inquiry.objects.count() == 2


def test_same_file_that_was_read_twice_before_it_was_confirmed_comes_in_once():
    first, second = read(csv_file(row())), read(csv_file(row()))

    confirmed(first)
    confirmed(second)

    second.refresh_from_db()
    assert (second.state, second.imported, second.there) == ("done", 0, 1)
    assert (Inquiry.objects.count(), Change.objects.count()) == (1, 1)


def test_error_in_the_middle_leaves_nothing(monkeypatch):
    run = read(csv_file(row()))

    def fails(run):
        raise IntegrityError

    monkeypatch.setattr(storing, "copy_what_they_asked", fails)
    confirmed(run)

    assert (Inquiry.objects.count(), Prospect.objects.count()) == (0, 0)
    assert (run.state, run.problem[:38]) == ("asks", "Something that the rows name has chang")


def test_worker_that_is_killed_in_the_middle_leaves_nothing(monkeypatch):
    run = read(csv_file(row()))

    def is_killed(run):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(storing, "copy_what_they_asked", is_killed)
        with pytest.raises(KeyboardInterrupt):
            confirmed(run)
    assert Inquiry.objects.count() == 0

    with time_machine.travel(timezone.now() + timedelta(seconds=181)):
        work_next()

    run.refresh_from_db()
    assert (run.state, run.imported, Inquiry.objects.count()) == ("done", 1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_import_once():
    run = read(csv_file(*(row(email=f"ada{n}@example.org") for n in range(20))))
    ImportRun.objects.update(state="confirmed", confirmed_by=run.by)

    at_once([work_next, work_next, work_next])

    run.refresh_from_db()
    assert (run.state, run.imported, Inquiry.objects.count()) == ("done", 20, 20)


def test_import_is_on_record_without_a_value():
    run = imported(csv_file(row()))

    access = Access.objects.get()
    assert (access.what, access.number, access.by) == ("import", 1, run.confirmed_by)
    assert access.detail == f"import {run.pk}, CSV"


def test_file_and_rows_are_gone_after_the_import():
    run = imported(csv_file(row(first_name="Adalbertine")))

    assert (bytes(ImportUpload.objects.get(run=run).content), run.lines.count()) == (b"", 0)


def test_refused_rows_stay_for_a_day():
    run = imported(csv_file(row(), row(email="bad")))
    assert [line.fate for line in run.lines.all()] == [ImportRow.Fate.BAD]

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        work_next()

    assert not ImportRow.objects.exists()
    assert not ImportUpload.objects.exists()


def test_every_column_of_an_inquiry_has_a_value_or_its_default(immunology):
    """A field that somebody adds later gets its default, as from Inquiry()."""
    imported(csv_file(row()))

    inquiry, plain = Inquiry.objects.get(), Inquiry()
    for name in ("version", "doubt", "medium", "campaign", "is_held", "hold_reason", "due_at"):
        assert getattr(inquiry, name) == getattr(plain, name)
