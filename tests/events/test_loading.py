from datetime import date

import pytest
from django.core.management import call_command

from events.models import Event, Series
from tests.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school")]


def test_series_of_the_school_and_no_event_to_come_are_loaded():
    names = set(Series.objects.values_list("name", flat=True))
    assert names == {"Longwood Seminars", "Talks@12", "HMS Live"}
    assert not Event.objects.upcoming().exists()


def test_anniversary_is_loaded_as_a_day_without_hours(client):
    event = Event.objects.published().past().get()

    assert event.is_all_day
    assert (event.when.first_day, event.when.last_day) == (date(2019, 10, 28),) * 2
    page = Page(client.get(event.get_absolute_url()))
    assert "Monday, October 28, 2019" in page.text
    assert "Eastern Time" not in page.text


def test_second_load_changes_nothing(capsys):
    before = Event.objects.get().updated_at

    call_command("load_content")

    assert Event.objects.get().updated_at == before
