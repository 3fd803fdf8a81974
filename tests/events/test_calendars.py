"""The files as a calendar program reads them: strictly, octet by octet."""

import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil import tz
from django.utils import timezone

from events.models import Event
from tests.factories import EventFactory, ProgramFactory, SeriesFactory

pytestmark = pytest.mark.django_db
CALENDAR = "/events/calendar.ics"
NOW = timezone.now()
DAY = timedelta(days=1)
NOT_PUBLIC = {
    "draft": {"state": Event.State.DRAFT},
    "scheduled": {"publish_at": NOW + DAY},
    "ended": {"publish_at": NOW - 2 * DAY, "unpublish_at": NOW - DAY},
}


def read(response):
    """The calendar in an answer; a property that does not parse is a failure."""
    assert response.status_code == 200
    calendar = icalendar.Calendar.from_ical(response.content)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar


def of(client, event):
    (entry,) = read(client.get(f"/events/{event.slug}.ics")).events
    return entry


def titles(response):
    return [str(entry["summary"]) for entry in read(response).events]


@pytest.mark.parametrize("values", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_event_that_is_not_public_is_in_no_calendar(client, values):
    event = EventFactory(title="Not for You", **values)

    assert titles(client.get(CALENDAR)) == []
    answer = client.get(f"/events/{event.slug}.ics")
    assert answer.status_code == 404
    assert b"Not for You" not in answer.content


def test_file_is_a_calendar_to_take_along(client):
    event = EventFactory(slug="sleep")

    response = client.get("/events/sleep.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="sleep.ics"'
    (entry,) = read(response).events
    assert str(entry["uid"]) == f"event-{event.pk}@testserver"
    assert str(entry["url"]) == "http://testserver/events/sleep/"


def test_calendar_says_what_it_is_and_how_often_to_look(client):
    calendar = read(client.get(CALENDAR))

    assert str(calendar["version"]) == "2.0"
    assert str(calendar["method"]) == "PUBLISH"
    assert str(calendar["x-wr-calname"]) == "Harvard Medical School: events"
    assert calendar["refresh-interval"].to_ical() == b"PT6H"
    assert calendar["prodid"]


def test_event_brings_its_words_as_plain_text(client):
    event = EventFactory(
        title="Sleep; rest, “repair”",
        summary="In short.",
        description="<h2>Speakers</h2><p>Two &amp; more,<br>all <em>welcome</em>.</p>",
        place="Room 1, Example Street",
        online_url="https://example.org/join",
    )

    entry = of(client, event)

    assert str(entry["summary"]) == "Sleep; rest, “repair”"
    page = f"http://testserver/events/{event.slug}/"
    words = ["In short.", "Speakers", "Two & more,", "all welcome.", page]
    assert str(entry["description"]).split("\n\n") == words
    assert str(entry["location"]) == "Room 1, Example Street, https://example.org/join"


ZONED = [
    # New York: before, on and after both changes of 2027
    ("America/New_York", (2027, 3, 13, 12)),
    ("America/New_York", (2027, 3, 14, 1, 59)),
    ("America/New_York", (2027, 3, 14, 3, 0)),
    ("America/New_York", (2027, 3, 14, 3, 30)),
    ("America/New_York", (2027, 7, 1, 12)),
    ("America/New_York", (2027, 11, 7, 0, 30)),
    ("America/New_York", (2027, 11, 7, 2, 0)),
    ("America/New_York", (2027, 12, 1, 12)),
    ("Asia/Kolkata", (2027, 3, 14, 3, 30)),
    ("Asia/Kolkata", (2027, 11, 7, 1, 30)),
    ("Europe/London", (2027, 3, 28, 2, 15)),
    ("Australia/Lord_Howe", (2027, 10, 3, 2, 45)),
    ("UTC", (2027, 3, 14, 2, 30)),
]


@pytest.mark.parametrize(("zone", "at"), ZONED)
def test_time_is_read_back_by_the_name_of_its_zone(client, zone, at):
    start = datetime(*at, tzinfo=ZoneInfo(zone))
    event = EventFactory(starts_at=start.astimezone(UTC), time_zone=zone)

    entry = of(client, event)

    assert entry.start.astimezone(UTC) == event.starts_at
    assert entry.start.replace(tzinfo=None) == start.replace(tzinfo=None)
    assert entry.end.astimezone(UTC) == event.ends_at


@pytest.mark.parametrize(("zone", "at"), [case for case in ZONED if case[0] != "UTC"])
def test_time_is_right_by_the_rules_that_the_file_itself_gives(client, zone, at):
    """For programs that know no zone by name; dateutil follows RFC 5545 and nothing else."""
    start = datetime(*at, tzinfo=ZoneInfo(zone))
    event = EventFactory(starts_at=start.astimezone(UTC), time_zone=zone)

    file = client.get(f"/events/{event.slug}.ics").content.decode()

    rules = tz.tzical(io.StringIO(file)).get(zone)
    assert datetime(*at, tzinfo=rules).utcoffset() == start.utcoffset()


def test_calendar_brings_each_zone_once_for_all_its_events(client):
    for at in (datetime(2027, 1, 5, tzinfo=UTC), datetime(2028, 7, 5, tzinfo=UTC)):
        EventFactory.create_batch(2, starts_at=at)
        EventFactory(starts_at=at, time_zone="Asia/Kolkata")

    calendar = read(client.get(CALENDAR))

    names = [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")]
    assert names == ["America/New_York", "Asia/Kolkata"]
    assert calendar.get_missing_tzids() == set()


def test_whole_days_are_dates_and_the_end_is_the_day_after(client):
    start = datetime(2026, 11, 1, tzinfo=ZoneInfo("America/New_York"))
    event = EventFactory(starts_at=start, ends_at=start + 2 * DAY, is_all_day=True)

    entry = of(client, event)

    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2026, 11, 1), date(2026, 11, 3))
    assert entry["dtstart"].params["VALUE"] == "DATE"


def test_cancelled_event_stays_and_says_so(client):
    event = EventFactory(title="Sleep")
    event.is_cancelled = True
    event.save()

    (entry,) = read(client.get(CALENDAR)).events

    assert str(entry["status"]) == "CANCELLED"
    assert str(entry["summary"]) == "Cancelled: Sleep"
    assert entry["sequence"] == 1


def test_renamed_event_is_the_same_entry(client):
    event = EventFactory(slug="old")
    before = of(client, event)

    event.slug = "new"
    event.save()

    after = of(client, event)
    assert after["uid"] == before["uid"]
    assert str(after["url"]).endswith("/events/new/")


def test_old_file_leads_to_the_renamed_one(client):
    event = EventFactory(slug="old")
    event.slug = "new"
    event.save()

    response = client.get("/events/old.ics")

    assert (response.status_code, response["Location"]) == (301, "/events/new.ics")


def test_stamp_of_an_entry_is_its_last_change(client, time_machine):
    event = EventFactory()
    time_machine.move_to(datetime(2027, 5, 4, 3, 2, 1, tzinfo=UTC), tick=False)
    event.ends_at = event.starts_at + DAY
    event.starts_at, event.ends_at = timezone.now() + DAY, timezone.now() + 2 * DAY
    event.save()

    assert of(client, event)["dtstamp"].dt == datetime(2027, 5, 4, 3, 2, 1, tzinfo=UTC)


SLY = 'a\r\nATTACH:evil\rX:1\nEND:VEVENT\x85\u2028\u2029\x0b\x0c\x1c\x1b;,:\\"é' + "日本語" * 30


def test_text_cannot_add_lines(client):
    event = EventFactory(title=SLY, place=SLY, summary=SLY, description=f"<p>{SLY}</p>")

    response = client.get(f"/events/{event.slug}.ics")

    content = response.content.decode()
    lines = content.replace("\r\n ", "").splitlines()  # splits at all that any program might
    assert len(lines) == content.replace("\r\n ", "").count("\r\n")
    assert not [line for line in lines if line.startswith(("ATTACH", "X:1"))]
    assert len(read(response).events) == 1


def test_lines_end_in_crlf_and_hold_no_more_than_75_octets(client):
    EventFactory(title="日本語" * 60, summary="é" * 300, place="x" * 200)

    content = client.get(CALENDAR).content

    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not [line for line in lines if b"\r" in line or b"\n" in line]
    assert all(line.decode() or True for line in lines)  # no character is cut in two


def test_calendar_goes_a_year_back(client):
    EventFactory(title="Old", starts_at=NOW - 370 * DAY)
    EventFactory(title="Past", starts_at=NOW - 360 * DAY)
    EventFactory(title="Next")

    assert titles(client.get(CALENDAR)) == ["Past", "Next"]


def test_calendar_can_be_narrowed(client):
    series, program = SeriesFactory(slug="sleep", name="On Sleep"), ProgramFactory(slug="bio")
    EventFactory(title="A", series=series)
    EventFactory(title="B", kind=Event.Kind.CONFERENCE)
    EventFactory(title="C").programs.add(program)

    for asked, found in (("series=sleep", "A"), ("kind=conference", "B"), ("program=bio", "C")):
        assert titles(client.get(f"{CALENDAR}?{asked}")) == [found]
    name = read(client.get(f"{CALENDAR}?series=sleep"))["x-wr-calname"]
    assert str(name) == "Harvard Medical School: On Sleep"


@pytest.mark.parametrize(
    "asked", ["kind=party", "series=none", "program=%00", f"kind={'x' * 5000}"]
)
def test_calendar_of_what_is_not_there_is_not_found(client, asked):
    assert client.get(f"{CALENDAR}?{asked}").status_code == 404


def test_who_has_the_calendar_already_is_told_so(client):
    EventFactory()
    first = client.get(CALENDAR)

    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        again = client.get(CALENDAR, headers=header)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]


@pytest.mark.parametrize("change", ["edited", "taken down", "deleted", "another"])
def test_changed_calendar_is_sent_again(client, time_machine, change):
    time_machine.move_to(NOW)
    event = EventFactory()
    first = client.get(CALENDAR)
    time_machine.move_to(NOW + timedelta(seconds=5))

    if change == "deleted":
        event.delete()
    elif change == "another":
        EventFactory()
    else:
        event.place, event.state = "Elsewhere", "draft" if change == "taken down" else event.state
        event.save()

    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        assert client.get(CALENDAR, headers=header).status_code == 200


def test_calendar_with_nothing_in_it_is_valid(client):
    assert read(client.get(CALENDAR)).events == []


def test_calendar_asks_as_many_questions_for_many_events(client, django_assert_max_num_queries):
    series = SeriesFactory()
    Event.objects.bulk_create(EventFactory.build_batch(300, series=series))

    client.get("/events/")  # reads what is kept until content changes
    with django_assert_max_num_queries(4):
        assert len(read(client.get(CALENDAR)).events) == 300
    with django_assert_max_num_queries(1):
        client.get(CALENDAR)


@pytest.mark.parametrize("address", [CALENDAR, "/events/sleep.ics"])
def test_wrong_method_is_refused(client, address):
    EventFactory(slug="sleep")

    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
