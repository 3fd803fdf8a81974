"""The outbox rows: who may take one and when, and what becomes of it."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from inquiries.models import Delivery
from inquiries.models.delivery import FIRST_PAUSE, LEASE, LONGEST_PAUSE, MAX_ATTEMPTS
from tests.factories import DeliveryFactory
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
State = Delivery.State


def fail(delivery, now):
    """One more attempt that fails; the row as it stands afterwards."""
    delivery = Delivery.objects.claim(delivery.pk, now)
    delivery.mark_failed("SMTPConnectError", for_good=False, now=now)
    delivery.refresh_from_db()
    return delivery


@pytest.mark.parametrize(
    ("row", "is_due"),
    [
        ({"state": State.PENDING, "next_at": NOW}, True),
        ({"state": State.PENDING, "next_at": NOW - timedelta(days=3)}, True),
        ({"state": State.PENDING, "next_at": NOW + SECOND}, False),
        ({"state": State.LEASED, "lease_until": NOW + SECOND, "next_at": NOW}, False),
        ({"state": State.LEASED, "lease_until": NOW, "next_at": NOW}, True),
        ({"state": State.SENT, "next_at": NOW, "sent_at": NOW}, False),
        ({"state": State.DEAD, "next_at": NOW}, False),
    ],
)
def test_what_is_due_can_be_claimed_and_nothing_else(row, is_due):
    delivery = DeliveryFactory(**row)

    assert list(Delivery.objects.due(NOW)) == [delivery] * is_due
    assert bool(Delivery.objects.claim(delivery.pk, NOW)) is is_due


def test_longest_waiting_is_due_first():
    late, early, latest = (
        DeliveryFactory(next_at=NOW - timedelta(minutes=age)) for age in (5, 9, 1)
    )

    assert list(Delivery.objects.due(NOW)) == [early, late, latest]


def test_claim_takes_the_row_for_a_lease():
    claimed = Delivery.objects.claim(DeliveryFactory(next_at=NOW).pk, NOW)

    assert claimed.state == State.LEASED
    assert claimed.lease_until == NOW + LEASE
    assert claimed.attempts == 1


def test_second_claim_gets_nothing():
    delivery = DeliveryFactory(next_at=NOW)

    assert Delivery.objects.claim(delivery.pk, NOW) == delivery
    assert Delivery.objects.claim(delivery.pk, NOW) is None


def test_claim_of_a_row_that_is_gone_gets_nothing():
    assert Delivery.objects.claim(0, NOW) is None


@pytest.mark.django_db(transaction=True)
def test_of_eight_claims_at_once_one_wins():
    rows = [DeliveryFactory(next_at=NOW).pk for _ in range(5)]

    def claim_all():
        return [Delivery.objects.claim(pk, NOW) is not None for pk in rows]

    claims = at_once([claim_all] * 8)

    assert [sum(of_one_row) for of_one_row in zip(*claims, strict=True)] == [1] * 5
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}


def test_lease_that_ran_out_can_be_claimed_by_another():
    first = Delivery.objects.claim(DeliveryFactory(next_at=NOW).pk, NOW)

    assert Delivery.objects.claim(first.pk, NOW + LEASE - SECOND) is None
    assert Delivery.objects.claim(first.pk, NOW + LEASE).attempts == 2


@pytest.mark.parametrize(
    "settle",
    [
        lambda delivery: delivery.mark_sent(NOW),
        lambda delivery: delivery.mark_failed("late", for_good=False, now=NOW),
        lambda delivery: delivery.mark_failed("late", for_good=True, now=NOW),
    ],
    ids=["sent", "failed", "dead"],
)
@pytest.mark.parametrize("second_is_done", [False, True])
def test_worker_that_lost_its_lease_changes_nothing(settle, second_is_done):
    slow = Delivery.objects.claim(DeliveryFactory(next_at=NOW).pk, NOW)
    quick = Delivery.objects.claim(slow.pk, NOW + LEASE)
    if second_is_done:
        quick.mark_sent(NOW + LEASE)
    before = Delivery.objects.values().get()

    settle(slow)

    assert Delivery.objects.values().get() == before


def test_sent_row_says_when_and_has_no_error_left():
    delivery = fail(DeliveryFactory(next_at=NOW), NOW)
    later = delivery.next_at

    Delivery.objects.claim(delivery.pk, later).mark_sent(later)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.sent_at, delivery.error) == (State.SENT, later, "")
    assert delivery.lease_until is None


def test_failed_row_waits_with_its_error():
    delivery = fail(DeliveryFactory(next_at=NOW), NOW)

    assert (delivery.state, delivery.error) == (State.PENDING, "SMTPConnectError")
    assert delivery.lease_until is None
    assert delivery.sent_at is None


def test_pauses_double_from_a_minute_to_six_hours_and_end_after_two_days():
    delivery, now, pauses = DeliveryFactory(next_at=NOW), NOW, []
    while (delivery := fail(delivery, now)).state != State.DEAD:
        pauses.append(delivery.next_at - now)
        now = delivery.next_at

    expected = [min(FIRST_PAUSE * 2**n, LONGEST_PAUSE) for n in range(MAX_ATTEMPTS - 1)]
    assert delivery.attempts == MAX_ATTEMPTS
    assert all(
        wanted * 0.9 <= pause <= wanted * 1.1
        for wanted, pause in zip(expected, pauses, strict=True)
    )
    assert (min(expected), max(expected)) == (timedelta(minutes=1), timedelta(hours=6))
    assert timedelta(days=1.6) < now - NOW < timedelta(days=2.4)


def test_rows_that_fail_together_do_not_come_back_together():
    rows = [fail(DeliveryFactory(next_at=NOW), NOW) for _ in range(10)]

    assert len({row.next_at for row in rows}) > 1


def test_failure_for_good_is_dead_at_once():
    delivery = Delivery.objects.claim(DeliveryFactory(next_at=NOW).pk, NOW)

    delivery.mark_failed("550", for_good=True, now=NOW)

    assert Delivery.objects.get().state == State.DEAD
    assert not Delivery.objects.due(NOW + timedelta(days=30)).exists()


def test_retry_gives_the_dead_a_fresh_start_and_leaves_the_others():
    dead = DeliveryFactory(state=State.DEAD, attempts=MAX_ATTEMPTS, next_at=NOW, error="550")
    for state in (State.PENDING, State.LEASED, State.SENT):
        DeliveryFactory(state=state, next_at=NOW, attempts=3)
    others = Delivery.objects.exclude(pk=dead.pk).order_by("pk")
    before = list(others.values())

    assert Delivery.objects.retry() == 1

    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (State.PENDING, 0)
    assert dead in Delivery.objects.due()
    assert list(others.values()) == before


def test_row_that_was_given_a_fresh_start_pauses_a_minute_again():
    dead = DeliveryFactory(state=State.DEAD, attempts=MAX_ATTEMPTS)
    Delivery.objects.retry()
    now = datetime.now(UTC)

    pause = fail(dead, now).next_at - now

    assert pause <= FIRST_PAUSE * 1.1


@pytest.mark.django_db(transaction=True)
def test_retry_at_once_is_harmless():
    DeliveryFactory.create_batch(3, state=State.DEAD)

    assert sum(at_once([partial(Delivery.objects.retry)] * 4)) == 3
