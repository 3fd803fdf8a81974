"""How staff read the time that is left for an answer."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from inquiries.clock_words import TimeLeft, time_left
from inquiries.models import Inquiry
from inquiries.working_time import Office, Opening

BOSTON = ZoneInfo("America/New_York")
HOURS = tuple(Opening(day, time(9), time(17)) for day in range(5))
OFFICE = Office(HOURS, frozenset([date(2026, 11, 26)]), BOSTON)


def boston(text):
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=BOSTON)


@pytest.mark.parametrize(
    ("now", "due", "words", "urgency"),
    [
        ("16 09:00", "16 12:10", "due in 3 h", "today"),
        ("16 11:45", "16 12:10", "due in 25 min", "today"),
        ("16 12:10", "16 12:10", "due in 0 min", "today"),
        ("16 09:00", "17 11:00", "due tomorrow 11:00", "later"),
        ("16 09:00", "20 11:00", "due Friday 11:00", "later"),
        ("16 09:00", "23 11:00", "due Nov 23, 11:00", "later"),
        ("16 12:11", "16 12:10", "1 min late", "late"),
        ("16 16:00", "16 12:10", "3 h late", "late"),
        ("17 09:00", "16 12:10", "1 working day late", "late"),
        ("18 09:00", "16 12:10", "2 working days late", "late"),
        ("16 09:00", "13 17:00", "1 working day late", "late"),
        ("15 09:00", "13 17:00", "late since Friday 17:00", "late"),
        ("27 09:00", "25 17:00", "1 working day late", "late"),  # after a holiday
    ],
)
def test_time_left_in_words(now, due, words, urgency):
    left = TimeLeft(boston(due), boston(now), OFFICE)

    assert (str(left), left.urgency) == (words, urgency)


@pytest.mark.django_db
def test_list_shows_it_with_the_moment_for_machines():
    shown = time_left(Inquiry(due_at=boston("16 12:10")), boston("16 09:00"))

    assert 'datetime="2026-11-16T12:10-05:00"' in shown
    assert 'title="Mon, November 16, 2026, 12:10"' in shown
    assert ">due in 3 h</time>" in shown


def test_nothing_is_shown_while_nobody_waits():
    assert time_left(Inquiry()) == ""
