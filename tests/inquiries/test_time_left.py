"""How long somebody may still wait, by the office's clock: Boston, five hours behind."""

from datetime import UTC, datetime

import pytest

from inquiries.models import Inquiry
from inquiries.worklist.asker import midnight
from inquiries.worklist.time_left import time_left

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)  # ten in the morning


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (datetime(2026, 11, 23, 15, tzinfo=UTC), "Late by 2 days", "late"),
        (datetime(2026, 11, 25, 14, 59, 50, tzinfo=UTC), "Late by a minute", "late"),
        (datetime(2026, 11, 25, 21, 30, tzinfo=UTC), "Today, 16:30", "soon"),
        (datetime(2026, 11, 26, 4, 59, tzinfo=UTC), "Today, 23:59", "soon"),
        (datetime(2026, 11, 28, 16, 0, tzinfo=UTC), "3 days left", "ok"),
        (None, "No time set", "quiet"),
    ],
)
def test_time_left_is_said_in_words(due, words, tone):
    left = time_left(Inquiry(due_at=due), NOW)

    assert (left.words, left.tone) == (words, tone)


@pytest.mark.parametrize("state", ["answered", "closed", "spam"])
def test_nobody_waits_once_it_is_done(state):
    assert time_left(Inquiry(state=state, due_at=NOW), NOW).words == ""


def test_day_that_the_clocks_change_has_its_own_length():
    change = datetime(2026, 11, 1, 12, tzinfo=UTC)

    assert midnight(change, 1).timestamp() - midnight(change, 0).timestamp() == 25 * 3600
