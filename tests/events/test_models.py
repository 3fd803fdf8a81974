from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from events.models import Event
from tests.factories import EventFactory, SeriesFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("lasts", [timedelta(0), -HOUR])
def test_database_refuses_an_end_before_the_start(lasts):
    with pytest.raises(IntegrityError, match="event_ends_after_it_starts"):
        EventFactory(starts_at=NOW, ends_at=NOW + lasts)


@pytest.mark.parametrize("half", [{"link_url": "https://example.org/"}, {"link_label": "Join"}])
def test_database_refuses_a_link_without_a_label_and_a_label_without_a_link(half):
    with pytest.raises(IntegrityError, match="event_link_and_label"):
        EventFactory(**half)


def test_no_other_named_constraint_is_left_untried():
    names = [rule.name for rule in Event._meta.constraints]

    assert names == [
        "events_event_leaves_after_it_appears",
        "events_event_picture_has_a_text",
        "events_event_link_and_label",
        "event_ends_after_it_starts",
    ]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "america/new_york"])
def test_unknown_zone_is_refused_in_words(zone):
    event = EventFactory.build(time_zone=zone)

    with pytest.raises(ValidationError) as refused:
        event.full_clean()

    assert "time_zone" in refused.value.message_dict


def test_the_calendars_own_name_is_no_address_of_an_event():
    with pytest.raises(ValidationError, match="everybody’s calendar"):
        EventFactory.build(slug="calendar").full_clean()


def test_event_is_upcoming_until_it_ends_and_past_from_then_on():
    event = EventFactory(starts_at=NOW, ends_at=NOW + HOUR)

    for now, upcoming in ((NOW - HOUR, True), (NOW + HOUR / 2, True), (NOW + HOUR, False)):
        assert Event.objects.upcoming(now).exists() is upcoming
        assert Event.objects.past(now).exists() is not upcoming
        assert event.is_over(now) is not upcoming


def test_next_event_stands_first_and_the_latest_past_one():
    events = [EventFactory(starts_at=NOW + n * HOUR) for n in (3, 1, 2, -2, -4, -3)]

    assert list(Event.objects.upcoming(NOW)) == [events[1], events[2], events[0]]
    assert list(Event.objects.past(NOW)) == [events[3], events[5], events[4]]


def test_cancelled_event_is_not_set_off():
    EventFactory(is_featured=True, is_cancelled=True)
    EventFactory()
    featured = EventFactory(is_featured=True)

    assert list(Event.objects.featured()) == [featured]


CHANGES = {
    "title": "Another",
    "starts_at": NOW + 20 * HOUR,
    "ends_at": NOW + 90 * HOUR,
    "is_all_day": True,
    "time_zone": "Asia/Kolkata",
    "place": "Elsewhere",
    "online_url": "https://example.org/",
    "is_cancelled": True,
}


@pytest.mark.parametrize("name", CHANGES)
def test_change_that_calendars_must_learn_of_is_counted(name):
    event = EventFactory(starts_at=NOW + 24 * HOUR)

    setattr(event, name, CHANGES[name])
    event.save()

    assert Event.objects.get().sequence == 1


def test_every_such_change_has_been_tried():
    assert set(CHANGES) == set(Event.TOLD_TO_CALENDARS)


@pytest.mark.parametrize(
    "values", [{}, {"summary": "More."}, {"description": "<p>More.</p>"}, {"slug": "other"}]
)
def test_change_of_words_alone_is_not_counted(values):
    event = EventFactory()

    for name, value in values.items():
        setattr(event, name, value)
    event.save()

    assert Event.objects.get().sequence == 0


def test_saving_an_old_copy_never_counts_backwards():
    event = EventFactory()
    copy = Event.objects.get()
    for place in ("A", "B", "C"):
        event.place = place
        event.save()

    copy.place = "D"
    copy.save()

    assert Event.objects.get().sequence == 4


def test_change_of_one_column_counts_too():
    event = EventFactory()

    event.is_cancelled = True
    event.save(update_fields=["is_cancelled"])

    assert Event.objects.get().sequence == 1


def test_event_of_the_list_does_not_read_its_description(django_assert_num_queries):
    EventFactory(series=SeriesFactory(), starts_at=datetime(2027, 1, 5, 17, tzinfo=UTC))

    with django_assert_num_queries(1):
        event = Event.objects.listed().get()
        assert str(event.series)
        assert event.when.in_words == "Tuesday, January 5, 2027, noon to 1\N{NO-BREAK SPACE}p.m."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({}, "Take part online"),
        ({"place": "A room"}, "Or take part online"),
        ({"is_cancelled": True}, "Online"),
        ({"is_cancelled": True, "place": "A room"}, "and online"),
        ({"online_url": ""}, ""),
    ],
)
def test_address_online_is_offered_while_there_is_something_to_join(row, words):
    event = EventFactory.build(**{"online_url": "https://example.org/", "place": "", **row})

    assert event.online_in_words == words
