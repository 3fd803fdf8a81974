from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from content.zones import moment, zone_name
from events.when import When, day_range

NEW_YORK = ZoneInfo("America/New_York")
KOLKATA = ZoneInfo("Asia/Kolkata")
HOUR = timedelta(hours=1)


def when(start, end, zone=NEW_YORK, **more):
    """Two clock times in `zone`, as (year, month, day, hour, minute)."""
    return When(datetime(*start, tzinfo=zone), datetime(*end, tzinfo=zone), zone, **more)


def said(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 10, 28), date(2026, 10, 28), "Wednesday, October 28, 2026"),
        (date(2026, 10, 28), date(2026, 10, 30), "October 28–30, 2026"),
        (date(2026, 10, 30), date(2026, 11, 2), "October 30 – November 2, 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "December 30, 2026 – January 2, 2027"),
    ],
)
def test_days_say_once_what_they_share(first, last, words):
    assert day_range(first, last) == words


def test_hours_of_one_day():
    talk = when((2026, 12, 2, 18), (2026, 12, 2, 19, 30))

    assert said(talk.in_words) == "Wednesday, December 2, 2026, 6 p.m. to 7:30 p.m."


def test_event_until_midnight_is_on_one_day():
    night = when((2026, 12, 2, 20), (2026, 12, 3))

    assert said(night.in_words) == "Wednesday, December 2, 2026, 8 p.m. to midnight"


def test_hours_over_several_days():
    meeting = when((2026, 12, 9, 9), (2026, 12, 11, 17))

    assert meeting.hours == ""
    assert meeting.days == "December 9–11, 2026"
    assert said(meeting.in_words) == (
        "Wednesday, December 9, 2026, 9 a.m. to Friday, December 11, 2026, 5 p.m."
    )


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (when((2026, 12, 2, 18), (2026, 12, 2, 19)), "Dec 2, 2026, 6 p.m."),
        (when((2026, 12, 2, 18), (2026, 12, 2, 19), KOLKATA), "Dec 2, 2026, 6 p.m. (Kolkata)"),
        (when((2026, 12, 9, 9), (2026, 12, 11, 17)), "Dec 9, 2026, 9 a.m. – Dec 11"),
        (when((2026, 12, 9), (2026, 12, 10), is_all_day=True), "Dec 9, 2026"),
    ],
)
def test_tables_say_it_briefly(event, words):
    assert said(event.briefly) == words


def test_whole_days_have_no_hours():
    day = when((2019, 10, 28), (2019, 10, 29), is_all_day=True)

    assert day.in_words == "Monday, October 28, 2019"
    assert day.hours == ""
    assert day.at_school is None


def test_school_clocks_are_told_where_they_differ():
    talk = when((2027, 1, 12, 10), (2027, 1, 12, 11), KOLKATA)

    assert said(talk.at_school.in_words) == (
        "Monday, January 11, 2027, 11:30 p.m. to Tuesday, January 12, 2027, 12:30 a.m."
    )


@pytest.mark.parametrize("zone", ["America/New_York", "America/Toronto"])
def test_school_clocks_that_show_the_same_are_not_told(zone):
    assert when((2027, 1, 12, 10), (2027, 1, 12, 11), ZoneInfo(zone)).at_school is None


@pytest.mark.parametrize("day", [date(2026, 3, 7), date(2026, 3, 8), date(2026, 11, 1)])
def test_whole_day_is_that_day_when_clocks_change(day):
    event = When(moment(day, NEW_YORK), moment(day + timedelta(1), NEW_YORK), NEW_YORK, True)

    assert (event.first_day, event.last_day) == (day, day)


def test_day_begins_with_its_first_moment_where_midnight_is_left_out():
    """In Cairo, clocks go from midnight to one on April 24, 2026."""
    start = moment(date(2026, 4, 24), ZoneInfo("Africa/Cairo"))

    assert start == datetime(2026, 4, 23, 22, tzinfo=UTC)
    assert start.astimezone(ZoneInfo("Africa/Cairo")).hour == 1


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("America/New_York", "Eastern Time (New York)"),
        ("Asia/Ho_Chi_Minh", "Ho Chi Minh time"),
        ("America/Argentina/Salta", "Salta time"),
    ],
)
def test_zone_goes_by_a_name_that_people_know(zone, name):
    assert zone_name(ZoneInfo(zone)) == name


def test_programs_read_the_hour_and_of_whole_days_the_day_alone():
    assert when((2026, 12, 2, 18), (2026, 12, 2, 19)).iso == "2026-12-02T18:00:00-05:00"
    assert when((2026, 12, 2), (2026, 12, 4), is_all_day=True).iso == "2026-12-02"
