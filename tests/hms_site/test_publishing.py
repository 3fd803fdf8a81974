from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from hms_site.publishing import Publishable
from news.models import NewsItem
from tests.factories import NewsItemFactory

# the rule is abstract: news items carry it into the database
pytestmark = pytest.mark.django_db
State = Publishable.State
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MOMENT = timedelta(microseconds=1)


def public_at(item, at):
    """What the rule says of `item`, asked of the database and of the row itself."""
    in_database = NewsItem.objects.published(at).filter(pk=item.pk).exists()
    assert item.is_published(at) is in_database
    return in_database


def test_draft_is_not_public_whatever_its_dates_say():
    item = NewsItemFactory(state=State.DRAFT, publish_at=NOON - SECOND)

    assert not public_at(item, NOON)


def test_new_entry_is_a_draft():
    assert NewsItem().state == State.DRAFT


@pytest.mark.parametrize(
    ("at", "public"),
    [(NOON - SECOND, False), (NOON - MOMENT, False), (NOON, True), (NOON + SECOND, True)],
)
def test_scheduled_entry_is_public_from_its_moment_on(at, public):
    item = NewsItemFactory(publish_at=NOON)

    assert public_at(item, at) is public


@pytest.mark.parametrize(
    ("at", "public"),
    [(NOON - SECOND, True), (NOON - MOMENT, True), (NOON, False), (NOON + SECOND, False)],
)
def test_ending_entry_is_gone_at_its_moment(at, public):
    item = NewsItemFactory(publish_at=NOON - timedelta(days=1), unpublish_at=NOON)

    assert public_at(item, at) is public


def test_entry_without_an_end_stays():
    item = NewsItemFactory(publish_at=NOON)

    assert public_at(item, NOON.replace(year=2126))


def test_one_moment_means_the_same_in_every_zone():
    item = NewsItemFactory(publish_at=datetime.fromisoformat("2026-10-01T08:00:00-04:00"))

    assert public_at(item, NOON)
    assert not public_at(item, datetime.fromisoformat("2026-10-01T21:59:59+10:00"))


def test_without_a_moment_the_rule_means_now(time_machine):
    item = NewsItemFactory(publish_at=NOON, unpublish_at=NOON + SECOND)

    for at, public in ((NOON - SECOND, False), (NOON, True), (NOON + SECOND, False)):
        time_machine.move_to(at, tick=False)
        assert public_at(item, None) is public


near_noon = st.integers(-3, 3).map(lambda seconds: NOON + seconds * SECOND)


@settings(max_examples=60, deadline=None)  # each asks the database
@given(
    state=st.sampled_from(State),
    publish_at=near_noon,
    lasts=st.none() | st.integers(1, 4),
    at=near_noon,
)
def test_database_and_row_agree_on_what_is_public(state, publish_at, lasts, at):
    unpublish_at = None if lasts is None else publish_at + lasts * SECOND
    item = NewsItemFactory(state=state, publish_at=publish_at, unpublish_at=unpublish_at)
    until = unpublish_at or NOON + timedelta(days=1)

    assert public_at(item, at) is (state == State.PUBLISHED and publish_at <= at < until)


@pytest.mark.parametrize(
    ("state", "starts", "ends", "standing"),
    [
        ("draft", -1, None, "Draft"),
        ("published", 1, None, "Scheduled"),
        ("published", -1, None, "Public"),
        ("published", -1, 1, "Public"),
        ("published", -2, -1, "Ended"),
    ],
)
def test_standing_says_which_side_of_its_dates_an_item_is_on(state, starts, ends, standing):
    now = timezone.now()
    unpublish_at = None if ends is None else now + timedelta(days=ends)
    item = NewsItem(state=state, publish_at=now + timedelta(days=starts), unpublish_at=unpublish_at)

    assert item.standing(now) == standing
