"""Retention: what the privacy note promises, and no more."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from inquiries.consent import RETENTION
from inquiries.models import Delivery, Inquiry, InquiryProgram, Prospect
from tests.factories import DeliveryFactory, InquiryFactory, InquiryProgramFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    too_long = timezone.now() - RETENTION - timedelta(minutes=1)
    return InquiryFactory(created_at=too_long)


def purge(capsys, *options):
    call_command("purge_inquiries", *options)
    return capsys.readouterr().out


def test_purge_erases_an_old_inquiry_with_all_that_hangs_on_it(old, capsys):
    InquiryProgramFactory(inquiry=old)
    DeliveryFactory(inquiry=old)

    assert purge(capsys) == "Erased 1 inquiries.\n"
    for model in (Inquiry, InquiryProgram, Delivery, Prospect):
        assert model.objects.count() == 0


def test_purge_keeps_an_inquiry_until_its_last_minute(capsys):
    kept = InquiryFactory(created_at=timezone.now() - RETENTION + timedelta(minutes=1))

    assert purge(capsys) == "Erased 0 inquiries.\n"
    assert Inquiry.objects.get() == kept


def test_purge_keeps_a_person_who_asked_again(old, capsys):
    InquiryFactory(prospect=old.prospect)

    purge(capsys)

    assert Prospect.objects.get() == old.prospect


def test_dry_run_says_how_many_and_erases_none(old, capsys):
    assert purge(capsys, "--dry-run") == "Would erase 1 inquiries.\n"
    assert Inquiry.objects.count() == 1
