"""Retention: what the privacy note promises, and no more."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from inquiries.consent import Purpose, current
from inquiries.models import Delivery, Inquiry, Prospect
from inquiries.retention import RETENTION, UNCONFIRMED, due, kept_until
from tests.factories import DeliveryFactory, InquiryFactory, InquiryProgramFactory

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def old():
    return InquiryFactory(created_at=timezone.now() - RETENTION - A_MINUTE)


def purge(capsys, *options):
    call_command("purge_inquiries", *options)
    return capsys.readouterr().out


def last_line(said):
    return said.splitlines()[-1]


def test_purge_erases_an_old_inquiry_and_keeps_its_number(old, capsys):
    InquiryProgramFactory(inquiry=old)
    DeliveryFactory(inquiry=old)

    assert last_line(purge(capsys)) == "Erased: 1"
    old.refresh_from_db()
    assert (old.email, old.first_name, old.prospect) == ("", "", None)
    assert old.programs.count() == 1
    assert not Prospect.objects.exists()
    assert not Delivery.objects.exists()


def test_purge_keeps_an_inquiry_until_its_last_minute(capsys):
    kept = InquiryFactory(created_at=timezone.now() - RETENTION + A_MINUTE)

    assert last_line(purge(capsys)) == "Erased: 0"
    assert Inquiry.objects.kept().get() == kept


def test_purge_keeps_a_person_who_asked_again(old, capsys):
    InquiryFactory(prospect=old.prospect)

    purge(capsys)

    assert Prospect.objects.get() == old.prospect


def test_second_purge_finds_nothing_more(old, capsys):
    purge(capsys)

    assert last_line(purge(capsys)) == "Erased: 0"


def test_dry_run_says_how_many_of_each_year_and_erases_none(capsys):
    with time_machine.travel("2026-11-25T12:00:00-05:00", tick=False):
        for year in (2023, 2023, 2024):
            InquiryFactory(created_at=datetime(year, 3, 1, tzinfo=UTC))
        InquiryFactory(created_at=datetime(2026, 9, 1, tzinfo=UTC), captcha="unverified")

        said = purge(capsys, "--dry-run")

    assert [line.split() for line in said.splitlines()] == [
        ["Year", "Reason", "Inquiries"],
        ["2023", "24", "months", "have", "passed", "2"],
        ["2024", "24", "months", "have", "passed", "1"],
        ["2026", "spam,", "or", "address", "not", "confirmed,", "for", "30", "days", "1"],
        ["Would", "erase:", "4"],
    ]
    assert Inquiry.objects.kept().count() == 4


def test_legal_hold_keeps_an_inquiry_past_its_time(capsys):
    InquiryFactory(
        created_at=timezone.now() - RETENTION - A_MINUTE, is_held=True, hold_reason="Case 7"
    )

    said = purge(capsys)

    assert said.splitlines()[-2:] == ["Erased: 0", "Kept by a legal hold: 1"]
    assert Inquiry.objects.kept().count() == 1


@pytest.mark.parametrize(
    ("entry_year", "last_day"),
    [
        (None, datetime(2026, 11, 24, tzinfo=UTC)),
        (2024, datetime(2026, 11, 24, tzinfo=UTC)),  # it had begun when they asked
        (2025, datetime(2027, 7, 1, 4, tzinfo=UTC)),
        (2026, datetime(2028, 6, 30, 4, tzinfo=UTC)),  # 730 days, over February 29, 2028
    ],
)
def test_months_are_counted_from_the_intended_start(entry_year, last_day):
    inquiry = InquiryFactory(created_at=datetime(2024, 11, 24, tzinfo=UTC), entry_year=entry_year)

    assert kept_until(inquiry) == last_day
    assert not due(last_day - timedelta(days=1)).exists()
    assert due(last_day + timedelta(days=1)).get() == inquiry


@pytest.mark.parametrize("doubt", [{"doubt": "Sent within a second"}, {"captcha": "unverified"}])
def test_inquiry_that_nobody_confirms_is_kept_for_a_month(doubt):
    inquiry = InquiryFactory(**doubt)
    end = inquiry.created_at + UNCONFIRMED

    assert kept_until(inquiry) == end
    assert not due(end - A_MINUTE).exists()
    assert due(end + A_MINUTE).get().reason == "unconfirmed"


def test_inquiry_that_was_confirmed_is_kept_as_any_other():
    inquiry = InquiryFactory(captcha="unverified", confirmed_at=timezone.now())

    assert not due(inquiry.created_at + UNCONFIRMED + A_MINUTE).exists()
    assert kept_until(inquiry) == inquiry.created_at + RETENTION


def test_promise_of_the_note_is_what_is_kept():
    assert "24 months" in current(Purpose.ANSWERING).text
    assert timedelta(days=2 * 365) == RETENTION
