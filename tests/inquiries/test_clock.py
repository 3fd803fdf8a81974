"""When answers are due: set with the inquiry, moved with the office hours, gone once answered."""

import io
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from inquiries import clock
from inquiries.actions import confirm
from inquiries.erasure import erase
from inquiries.models import DeskSettings, Holiday, Inquiry, OfficeHours
from tests.factories import DeskAccountFactory, InquiryFactory
from tests.inquiries.desk import act, save
from tests.inquiries.pages import given_out, send

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 16, 16, tzinfo=UTC)  # eleven in Boston
WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture(autouse=True)
def nine_to_five():
    for day in range(5):
        OfficeHours.objects.create(weekday=day, opens=time(9), closes=time(17))


def waiting(**more):
    """Somebody who asked on that Monday."""
    inquiry = InquiryFactory(created_at=MONDAY, **more)
    clock.settle(inquiry)
    return inquiry


def test_sent_form_is_due_two_working_days_later(client, answers):
    with time_machine.travel(MONDAY, tick=False):
        send(client, answers | {"key": given_out(minutes=1)})

    assert Inquiry.objects.get().due_at == WEDNESDAY


def test_settings_say_how_soon(client, answers):
    DeskSettings.objects.create(pk=1, answer_within=3, unit="hours")
    with time_machine.travel(MONDAY, tick=False):
        send(client, answers | {"key": given_out(minutes=1)})

    assert Inquiry.objects.get().due_at == MONDAY + timedelta(hours=3)


def test_spam_is_due_once_it_is_released():
    inquiry = waiting(state="spam")
    assert inquiry.due_at is None

    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        confirm(inquiry, by=DeskAccountFactory())

    assert Inquiry.objects.get().due_at == WEDNESDAY + timedelta(days=1)


def test_inquiry_in_doubt_is_due_once_it_is_confirmed():
    inquiry = waiting(captcha="unverified")
    assert inquiry.due_at is None

    with time_machine.travel(MONDAY + timedelta(hours=1), tick=False):
        confirm(inquiry)

    assert Inquiry.objects.get().due_at == WEDNESDAY + timedelta(hours=1)


@pytest.mark.parametrize("state", ["answered", "closed", "spam"])
def test_nothing_is_due_once_nobody_waits(state):
    inquiry = waiting()
    inquiry.state = state

    clock.settle(inquiry)

    assert Inquiry.objects.get().due_at is None


def test_erasing_takes_the_due_time():
    inquiry = waiting()

    erase(inquiry)

    assert Inquiry.objects.get().due_at is None


def test_who_is_opened_again_waits_from_then_on():
    inquiry = waiting(state="closed")
    inquiry.state = Inquiry.State.IN_PROGRESS

    clock.settle(inquiry, since=WEDNESDAY)

    inquiry.refresh_from_db()
    assert (inquiry.waiting_since, inquiry.due_at) == (WEDNESDAY, WEDNESDAY + timedelta(days=2))


def test_page_of_an_inquiry_settles_its_clock(admin_client):
    inquiry = waiting()

    save(admin_client, inquiry, to="answered")
    assert inquiry.due_at is None
    save(admin_client, inquiry, to="in_progress")
    assert inquiry.due_at > timezone.now()


def test_action_that_marks_as_answered_takes_the_due_time(admin_client):
    inquiry = waiting()

    act(admin_client, "mark_as_answered", inquiry)

    assert Inquiry.objects.get().due_at is None


def test_holiday_moves_what_waits_and_nothing_else():
    moved, answered = waiting(), waiting(state="answered")
    held_back = waiting(doubt="too fast")
    Holiday.objects.create(day=date(2026, 11, 17), name="Founders’ Day")

    assert clock.settle_all() == 1

    due = dict(Inquiry.objects.values_list("pk", "due_at"))
    assert due == {
        moved.pk: WEDNESDAY + timedelta(days=1),
        answered.pk: None,
        held_back.pk: None,
    }


def test_settling_all_again_moves_nothing():
    waiting()

    assert clock.settle_all() == 0


def test_settling_all_takes_few_queries(django_assert_max_num_queries):
    for _ in range(5):
        waiting()
    OfficeHours.objects.update(closes=time(10))

    # three of the clock, one that reads, one that writes
    with django_assert_max_num_queries(5):
        assert clock.settle_all() == 5


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekday": 0, "opens": time(9), "closes": time(12)},
        {"weekday": 0, "opens": time(12), "closes": time(12)},
        {"weekday": 7, "opens": time(9), "closes": time(12)},
    ],
    ids=["same opening twice", "closes when it opens", "eighth day"],
)
def test_office_hours_that_cannot_be_are_refused_by_the_database(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeHours.objects.create(**wrong)


@pytest.mark.parametrize("wrong", [{"pk": 2}, {"pk": 1, "answer_within": 0}])
def test_second_or_impossible_row_of_settings_is_refused_by_the_database(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        DeskSettings.objects.create(**wrong)


def test_hours_and_holidays_that_staff_changed_stay(nine_to_five):
    OfficeHours.objects.all().delete()
    OfficeHours.history.all().delete()
    call_command("load_content", stdout=io.StringIO())
    friday = OfficeHours.objects.get(weekday=4)
    friday.closes = time(15)
    friday.save()
    Holiday.objects.get(name="Columbus Day", day__year=2026).delete()

    call_command("load_content", stdout=io.StringIO())

    assert OfficeHours.objects.get(weekday=4).closes == time(15)
    assert not Holiday.objects.filter(day=date(2026, 10, 12)).exists()
    assert Holiday.objects.filter(day=date(2026, 11, 26), name="Thanksgiving Day").exists()


def test_loading_hours_gives_due_times_to_what_waits():
    OfficeHours.objects.all().delete()
    OfficeHours.history.all().delete()
    inquiry = waiting()

    call_command("load_content", stdout=io.StringIO())

    inquiry.refresh_from_db()
    assert inquiry.due_at == WEDNESDAY
