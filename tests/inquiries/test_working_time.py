"""The arithmetic of office hours, beside a stepper that knows nothing but minutes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inquiries.working_time import Office, Opening, Unit, Within, due

BOSTON = ZoneInfo("America/New_York")
A_MINUTE = timedelta(minutes=1)
NINE_TO_FIVE = tuple(Opening(day, time(9), time(17)) for day in range(5))
THANKSGIVING = date(2026, 11, 26)
ONE_DAY, TWO_DAYS = Within(1, Unit.DAYS), Within(2, Unit.DAYS)
# both changes of the clocks, a holiday and a turn of the year are near
STARTS = [datetime(2026, 3, 6), datetime(2026, 10, 30), datetime(2026, 12, 24)]  # noqa: DTZ001


def office(*hours, holidays=()):
    return Office(hours, frozenset(holidays), BOSTON)


def boston(text):
    return datetime.fromisoformat(text).replace(tzinfo=BOSTON)


@pytest.mark.parametrize(
    ("received", "within", "expected"),
    [
        ("2026-11-16 11:00", TWO_DAYS, "2026-11-18 11:00"),  # a Monday
        ("2026-11-16 08:59", TWO_DAYS, "2026-11-17 17:00"),
        ("2026-11-16 17:00", TWO_DAYS, "2026-11-18 17:00"),
        ("2026-11-13 16:59", TWO_DAYS, "2026-11-17 16:59"),  # a Friday
        ("2026-11-13 23:30", TWO_DAYS, "2026-11-17 17:00"),
        ("2026-11-15 12:00", TWO_DAYS, "2026-11-17 17:00"),  # a Sunday
        ("2026-11-15 12:00", ONE_DAY, "2026-11-16 17:00"),
        ("2026-11-24 10:00", TWO_DAYS, "2026-11-27 10:00"),  # Thanksgiving is in between
        ("2026-11-26 10:00", ONE_DAY, "2026-11-27 17:00"),
        ("2026-11-13 16:00", Within(3, Unit.HOURS), "2026-11-16 11:00"),
        ("2026-11-13 09:00", Within(8, Unit.HOURS), "2026-11-13 17:00"),
        ("2026-11-15 12:00", Within(20, Unit.HOURS), "2026-11-18 13:00"),
    ],
)
def test_answer_is_due_by_office_hours(received, within, expected):
    ours = office(*NINE_TO_FIVE, holidays=[THANKSGIVING])

    assert due(boston(received), ours, within) == boston(expected)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-03-06 10:30", "2026-03-09 10:30"),  # clocks went on at 2:00 that Sunday
        ("2026-10-30 10:30", "2026-11-02 10:30"),  # and back
    ],
)
def test_days_on_which_clocks_change_move_no_wall_clock(received, expected):
    assert due(boston(received), office(*NINE_TO_FIVE), ONE_DAY) == boston(expected)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-08", 23), ("2026-11-01", 25)])
def test_day_on_which_clocks_change_is_as_long_as_it_is(day, hours):
    always = office(*[Opening(n, time(0), time(23, 59)) for n in range(7)])
    start = boston(f"{day} 00:00")

    open_for = always.working_time(start, start + timedelta(days=1))

    assert open_for == timedelta(hours=hours, minutes=-1)


def test_break_at_noon_does_not_count():
    ours = office(Opening(0, time(9), time(12)), Opening(0, time(13), time(17)))

    assert due(boston("2026-11-16 11:30"), ours, Within(1, Unit.HOURS)) == boston(
        "2026-11-16 13:30"
    )
    assert due(boston("2026-11-16 12:30"), ours, ONE_DAY) == boston("2026-11-23 12:00")


def test_shorter_day_ends_the_time_when_it_closes():
    ours = office(Opening(0, time(9), time(17)), Opening(1, time(9), time(12)))

    assert due(boston("2026-11-16 16:00"), ours, ONE_DAY) == boston("2026-11-17 12:00")


def test_hours_that_overlap_count_once():
    ours = office(Opening(0, time(9), time(12)), Opening(0, time(10), time(13)))

    week = ours.working_time(boston("2026-11-16 00:00"), boston("2026-11-23 00:00"))

    assert week == timedelta(hours=4)


def test_without_office_hours_all_days_count():
    never = office(holidays=[THANKSGIVING])

    assert due(boston("2026-11-25 23:10"), never, TWO_DAYS) == boston("2026-11-27 23:10")
    assert due(boston("2026-03-07 14:00"), never, ONE_DAY) == boston("2026-03-08 14:00")
    hours = due(boston("2026-03-07 14:00"), never, Within(24, Unit.HOURS))
    assert hours == boston("2026-03-08 15:00")


def test_time_that_has_passed_is_none():
    ours = office(*NINE_TO_FIVE)

    late = ours.working_time(boston("2026-11-17 12:00"), boston("2026-11-16 12:00"))

    assert late == timedelta(0)


# Openings of whole half hours from three in the morning: what a clock that is put back does to
# office hours in the night is for nobody to say.
slots = st.integers(6, 46)
openings = st.builds(
    lambda weekday, one, other: Opening(weekday, *sorted((clock(one), clock(other)))),
    st.integers(0, 6),
    slots,
    slots,
).filter(lambda opening: opening.opens < opening.closes)
offices = st.builds(
    lambda hours, days: Office(tuple(hours), frozenset(days), BOSTON),
    st.lists(openings, min_size=1, max_size=8),
    st.sets(st.dates(date(2026, 3, 6), date(2026, 3, 20)), max_size=3),
)
moments = st.builds(
    lambda start, minutes: start.replace(tzinfo=BOSTON).astimezone(UTC) + minutes * A_MINUTE,
    st.sampled_from(STARTS),
    st.integers(0, 6 * 24 * 60),
)
withins = st.builds(Within, st.integers(1, 4), st.sampled_from(Unit))


def clock(slot):
    return time(slot // 2, slot % 2 * 30)


def is_open(ours, moment):
    """By the wall clock alone."""
    wall = moment.astimezone(BOSTON)
    hours = [(h.opens, h.closes) for h in ours.hours if h.weekday == wall.weekday()]
    works = wall.date() not in ours.holidays
    return works and any(opens <= wall.time() < closes for opens, closes in hours)


def stepped(received, ours, within):
    """Goes on minute by minute, and counts."""
    if within.unit == Unit.HOURS:
        return stepped_hours(received, ours, within.amount * 60)
    day = received.astimezone(BOSTON).date()
    midnight = datetime.combine(day, time(0), BOSTON).astimezone(UTC)
    gone = open_minutes(ours, midnight, received)
    ahead = open_minutes(ours, received, ours.moment(day + timedelta(days=1), time(0)))
    days = within.amount if gone and ahead else within.amount - 1
    day += timedelta(days=0 if ahead else 1)
    while not works(ours, day):
        day += timedelta(days=1)
    for _ in range(days):
        day += timedelta(days=1)
        while not works(ours, day):
            day += timedelta(days=1)
    start = ours.moment(day, time(0))
    whole = open_minutes(ours, start, ours.moment(day + timedelta(days=1), time(0)))
    return stepped_hours(start, ours, min(gone, whole) if gone and ahead else whole)


def works(ours, day):
    return open_minutes(ours, ours.moment(day, time(0)), ours.moment(day, time(23, 59))) > 0


def open_minutes(ours, start, end):
    minutes = int((end - start) / A_MINUTE)
    return sum(is_open(ours, start + n * A_MINUTE) for n in range(minutes))


def stepped_hours(moment, ours, minutes):
    while minutes:
        minutes -= is_open(ours, moment)
        moment += A_MINUTE
    return moment


@given(moments, offices, withins)
def test_due_is_what_minutes_counted_one_by_one_give(received, ours, within):
    assume(sum(1 for n in range(40) if ours.spans(STARTS[0].date() + timedelta(days=n))) > 4)

    assert due(received, ours, within) == stepped(received, ours, within)


@given(moments, offices, withins)
def test_due_comes_after_and_while_the_office_is_open_or_just_closes(received, ours, within):
    end = due(received, ours, within)

    assert end > received
    assert any(span.start <= end <= span.end for span in ours.spans(ours.day_of(end)))


@given(moments, moments, offices, withins)
def test_who_comes_later_is_not_due_sooner(one, other, ours, within):
    first, second = sorted((one, other))

    assert due(first, ours, within) <= due(second, ours, within)


@given(moments, moments, offices)
def test_working_time_is_what_minutes_counted_one_by_one_give(one, other, ours):
    start, end = sorted((one, other))
    assume(end - start < timedelta(days=8))

    assert ours.working_time(start, end) == open_minutes(ours, start, end) * A_MINUTE


@given(moments, offices, st.integers(1, 30))
def test_so_many_hours_are_so_much_working_time(received, ours, hours):
    end = due(received, ours, Within(hours, Unit.HOURS))

    assert ours.working_time(received, end) == timedelta(hours=hours)
