"""Mails to the desk: that somebody has asked, and that something stands in red."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from inquiries.models import Delivery
from inquiries.outbox import deliver_due
from inquiries.standing import MANY_UNCONFIRMED, standing, warn_if_needed
from tests.factories import (
    DeliveryFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ProgramRoutingFactory,
)

pytestmark = pytest.mark.django_db
Kind, State = Delivery.Kind, Delivery.State


def told_of(inquiry):
    delivery = DeliveryFactory(inquiry=inquiry, kind=Kind.NOTICE)
    deliver_due()
    [sent] = mail.outbox
    return delivery, sent


def asked_about(*recipients):
    inquiry = InquiryFactory(first_name="Adalbert", country="CI", entry_year=2027)
    for number, told in enumerate(recipients):
        routing = ProgramRoutingFactory(recipients=told)
        InquiryProgramFactory(inquiry=inquiry, program=routing.program, name=f"Subject {number}")
    return inquiry


def test_notice_says_what_was_asked_for_and_where_to_look():
    inquiry = asked_about("")

    delivery, sent = told_of(inquiry)

    assert sent.subject == f"New inquiry {inquiry.reference}"
    for said in (
        "Subject 0\n",
        "Côte d'Ivoire",
        "Would like to begin: 2027–2028",
        f"/admin/inquiries/inquiry/{inquiry.pk}/change/",
    ):
        assert said in sent.body
    assert sent.extra_headers["Message-ID"] == f"<{delivery.key}@testserver>"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_notice_names_nobody():
    inquiry = asked_about("")

    text = told_of(inquiry)[1].message().as_string()

    assert "Adalbert" not in text
    assert inquiry.email not in text


def test_those_who_look_after_the_programs_are_told_each_once():
    inquiry = asked_about(
        "ada@example.org\neve@example.org", " EVE@example.org \n\nmax@example.org"
    )

    assert sorted(address.lower() for address in told_of(inquiry)[1].to) == [
        "ada@example.org",
        "eve@example.org",
        "max@example.org",
    ]


def test_where_nobody_is_named_the_sites_address_is_told(settings):
    settings.INQUIRIES_EMAIL = "desk@example.org"

    assert told_of(asked_about("", "\n"))[1].to == ["desk@example.org"]


def test_program_without_routing_is_no_hindrance(settings):
    settings.INQUIRIES_EMAIL = "desk@example.org"
    inquiry = InquiryProgramFactory().inquiry

    assert told_of(inquiry)[1].to == ["desk@example.org"]


def test_all_is_well_without_a_word():
    DeliveryFactory(state=State.SENT, sent_at=timezone.now())
    DeliveryFactory()
    InquiryFactory.create_batch(2, captcha="unverified")

    warn_if_needed()

    assert standing().red_lines == []
    assert not Delivery.objects.filter(kind=Kind.WARNING).exists()


def test_dead_delivery_is_told_of():
    DeliveryFactory(state=State.DEAD)
    assert standing().red_lines == ["1 delivery failed for good."]

    DeliveryFactory(state=State.DEAD)
    assert standing().red_lines == ["2 deliveries failed for good."]


@pytest.mark.parametrize("state", [State.PENDING, State.LEASED])
def test_delivery_that_waits_over_an_hour_is_told_of(state):
    DeliveryFactory(state=state)
    now = timezone.now()

    assert standing(now + timedelta(minutes=59)).red_lines == []
    assert standing(now + timedelta(minutes=61)).red_lines == [
        "The oldest delivery has waited for 1\xa0hour, 1\xa0minute."
    ]


def test_unconfirmed_inquiries_that_pile_up_are_told_of():
    InquiryFactory.create_batch(MANY_UNCONFIRMED, captcha="unverified")
    assert standing().red_lines == []

    InquiryFactory(doubt="Sent within a second.")
    assert standing().red_lines == [
        f"{MANY_UNCONFIRMED + 1} inquiries wait for their address to be confirmed."
    ]


def test_warning_is_owed_once_a_day():
    DeliveryFactory(state=State.DEAD)
    with time_machine.travel("2026-11-25T12:00-05:00", tick=False):
        for _ in range(3):
            warn_if_needed()
        assert Delivery.objects.filter(kind=Kind.WARNING).count() == 1
    with time_machine.travel("2026-11-26T12:00-05:00", tick=False):
        warn_if_needed()
    assert Delivery.objects.filter(kind=Kind.WARNING).count() == 2


def test_warning_is_mailed_to_the_desk(settings, capsys):
    settings.INQUIRIES_EMAIL = "desk@example.org"
    DeliveryFactory(state=State.DEAD)

    call_command("deliver", "--once")

    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["desk@example.org"], "The inquiries desk needs a look")
    assert "1 delivery failed for good.\n" in sent.body
    assert "http://testserver/admin/inquiries/delivery/" in sent.body


def test_delivery_that_was_given_a_fresh_start_has_not_waited_long():
    DeliveryFactory(state=State.DEAD, waiting_since=timezone.now() - timedelta(days=3))

    Delivery.objects.retry()

    assert standing().red_lines == []
