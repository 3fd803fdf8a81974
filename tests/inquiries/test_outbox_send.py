"""The worker's round against a real mail server that takes, refuses, puts off or breaks down."""

import socket
import time

import pytest
import time_machine
from django.utils import timezone

from inquiries.models import Delivery
from inquiries.models.delivery import MAX_ATTEMPTS
from inquiries.outbox import BATCH, deliver_due
from tests.factories import DeliveryFactory
from tests.fakes.smtp import greeting
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.django_db
State = Delivery.State


def owed_to(who):
    email = f"{who}@example.org"
    return DeliveryFactory(inquiry__email=email, inquiry__first_name="Adalbert")


def after(delivery):
    deliver_due()
    delivery.refresh_from_db()
    return delivery


def test_mail_that_was_taken_is_sent(mail_server):
    delivery = after(owed_to("ada"))

    assert (delivery.state, delivery.attempts, delivery.error) == (State.SENT, 1, "")
    assert delivery.sent_at is not None
    assert [mail["To"] for mail in mail_server.taken] == ["ada@example.org"]


def test_sent_mail_is_not_sent_again(mail_server):
    owed_to("ada")

    assert (deliver_due(), deliver_due()) == (1, 0)
    assert len(mail_server.taken) == 1


def test_refused_address_is_dead_at_once(mail_server):
    delivery = after(owed_to("refused"))

    assert (delivery.state, delivery.attempts) == (State.DEAD, 1)
    assert "No such mailbox here" in delivery.error


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("later", "Greylisted"),
        ("refused-text", "SMTPDataError"),
        ("gone", "SMTPServerDisconnected"),
        ("lost", "SMTPServerDisconnected"),
    ],
)
def test_mail_that_may_pass_another_time_waits(mail_server, who, error):
    delivery = after(owed_to(who))

    assert (delivery.state, delivery.attempts) == (State.PENDING, 1)
    assert error in delivery.error
    assert delivery.next_at > timezone.now()


def test_mail_that_was_put_off_passes_at_the_second_try(mail_server):
    delivery = after(owed_to("later"))
    delivery.inquiry.email = "ada@example.org"
    delivery.inquiry.save()

    with time_machine.travel(delivery.next_at):
        assert after(delivery).state == State.SENT

    assert delivery.attempts == 2
    assert delivery.error == ""


def test_copy_after_a_broken_line_carries_the_same_id(mail_server):
    """So that mail programs show one mail, not two."""
    delivery = after(owed_to("lost"))
    with time_machine.travel(delivery.next_at):
        deliver_due()

    first, second = mail_server.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_last_attempt_that_fails_is_dead(mail_server):
    delivery = owed_to("later")
    Delivery.objects.update(attempts=MAX_ATTEMPTS - 1)

    assert after(delivery).state == State.DEAD


def test_one_that_fails_does_not_stop_the_others(mail_server):
    for who in ("refused", "ada", "gone", "eve"):
        owed_to(who)

    assert deliver_due() == 4
    assert [mail["To"] for mail in mail_server.taken] == ["ada@example.org", "eve@example.org"]


@pytest.mark.parametrize("who", ["refused", "later", "gone"])
def test_failure_is_logged_without_anything_personal(mail_server, caplog, who):
    delivery = after(owed_to(who))

    logged = [r.getMessage() for r in caplog.records if r.name.startswith("inquiries")]
    assert logged == [f"Delivery {delivery.pk} failed: {delivery.error.split(':')[0]}"]


def test_no_mail_server_at_all_is_a_failure_like_others(mail_server, settings):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and never listening
        settings.EMAIL_PORT = nobody.getsockname()[1]

        delivery = after(owed_to("ada"))

    assert (delivery.state, delivery.error[:22]) == (State.PENDING, "ConnectionRefusedError")


def test_mail_server_that_says_nothing_costs_the_timeout(mail_server, settings):
    settings.EMAIL_TIMEOUT = 0.2
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_PORT = silent.getsockname()[1]

        assert after(owed_to("ada")).state == State.PENDING


def test_mail_server_that_answers_a_little_at_a_time_costs_the_timeout(mail_server, settings):
    """Each piece comes in time, so that a plain socket would wait for ever."""
    settings.EMAIL_TIMEOUT = 0.3
    start = time.monotonic()

    delivery = after(owed_to("tarpit"))

    assert (delivery.state, delivery.attempts) == (State.PENDING, 1)
    assert "SMTPServerDisconnected" in delivery.error
    assert time.monotonic() - start < 4


@pytest.mark.parametrize("said", ["421 4.3.2 Too busy", "554 5.3.2 Not today", "No mail server"])
def test_mail_server_that_turns_everybody_away_is_asked_again(mail_server, settings, said):
    """Whatever it says: it is about the server, not about the address."""
    with greeting(said) as settings.EMAIL_PORT:
        delivery = after(owed_to("ada"))

    assert (delivery.state, delivery.attempts) == (State.PENDING, 1)


def test_round_ends_after_a_batch(mail_server):
    inquiry = owed_to("ada").inquiry
    DeliveryFactory.create_batch(BATCH, inquiry=inquiry)

    assert (deliver_due(), deliver_due(), deliver_due()) == (BATCH, 1, 0)


def test_unknown_kind_is_dead_in_the_end_and_harms_no_other(mail_server):
    odd = DeliveryFactory(kind="pigeon")

    assert after(odd).state == State.PENDING
    assert "pigeon" in odd.error


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_mail_once(mail_server):
    for _ in range(12):
        owed_to("ada")

    tried = at_once([deliver_due] * 4)

    assert sum(tried) == 12
    assert len(mail_server.taken) == 12
    assert len({mail["Message-ID"] for mail in mail_server.taken}) == 12
    assert set(Delivery.objects.values_list("state", "attempts")) == {(State.SENT, 1)}
