from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, transaction
from django.utils import timezone

from content import stamp
from content.models import ContentStamp
from news.models import NewsItem
from tests.factories import (
    FormOptionFactory,
    InquiryFactory,
    NewsItemFactory,
    ProgramFactory,
    StaffFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("factory", [ProgramFactory, NewsItemFactory, FormOptionFactory])
def test_a_saved_row_of_content_moves_the_stamp(factory):
    before = stamp.refresh()

    row = factory()
    made = stamp.refresh()
    row.delete()

    assert len({before, made, stamp.refresh()}) == 3


def test_a_chosen_program_moves_the_stamp():
    item, program = NewsItemFactory(), ProgramFactory()
    before = stamp.refresh()

    item.programs.add(program)

    assert stamp.refresh() != before


@pytest.mark.parametrize("factory", [InquiryFactory, StaffFactory])
def test_what_visitors_never_see_leaves_the_stamp(factory):
    before = stamp.refresh()

    factory()

    assert stamp.refresh() == before


def test_a_save_that_is_rolled_back_leaves_the_stamp():
    before = stamp.refresh()

    with transaction.atomic():
        ProgramFactory()
        transaction.set_rollback(True)

    assert stamp.refresh() == before


@pytest.mark.parametrize(
    "period", [{"publish_at": NOW + HOUR}, {"publish_at": NOW - HOUR, "unpublish_at": NOW + HOUR}]
)
def test_the_key_changes_when_something_appears_or_ends(period):
    NewsItemFactory(**period)
    keys = []
    for moment in (NOW, NOW + HOUR - timedelta(seconds=1), NOW + HOUR, NOW + 2 * HOUR):
        with time_machine.travel(moment, tick=False):
            keys.append(stamp.refresh())

    assert keys[0] == keys[1] != keys[2] == keys[3]


def test_a_draft_changes_nothing_at_its_hour():
    NewsItemFactory(publish_at=NOW + HOUR, state=NewsItem.State.DRAFT)
    before = stamp.refresh()

    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        assert stamp.refresh() == before


def test_within_its_seconds_a_process_does_not_look_again(settings, django_assert_num_queries):
    stamp.refresh()
    settings.CONTENT_STAMP_SECONDS = 60

    with django_assert_num_queries(0):
        stamp.refresh()


def test_unchanged_content_costs_one_query(django_assert_num_queries):
    stamp.refresh()

    with django_assert_num_queries(1):
        stamp.refresh()


def test_without_a_database_what_was_read_goes_on(monkeypatch):
    before = stamp.refresh()

    def refuse(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr(ContentStamp.objects, "values_list", refuse)

    assert stamp.refresh() == before


def test_what_is_kept_is_read_once_until_content_changes():
    reads = []

    @stamp.per_stamp
    def titles(prefix=""):
        reads.append(prefix)
        return [prefix + item.title for item in NewsItem.objects.all()]

    NewsItemFactory(title="First")
    stamp.refresh()
    assert titles() == titles() == ["First"]
    assert titles("a ") == titles("a ") == ["a First"]
    NewsItemFactory(title="Second")
    stamp.refresh()

    assert sorted(titles()) == ["First", "Second"]
    assert reads == ["", "a ", ""]


def test_what_visitors_ask_for_does_not_fill_the_memory():
    held = []

    @stamp.per_stamp
    def page(number):
        held.append(number)
        return number

    for number in range(stamp.MOST_KEPT + 1):
        page(number)
    page(0)

    assert held.count(0) == 2
