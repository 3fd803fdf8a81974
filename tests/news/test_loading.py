import io

import pytest
from django.core.management import call_command

from news.models import NewsItem, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school")]
STORIES = [
    "shared-identity-between-doctors-and-patients",
    "uche-blackstock-on-racism-in-medicine",
    "language-barriers-in-the-clinic",
]


def load_again():
    call_command("load_content", stdout=io.StringIO())


def test_items_come_with_topics_programs_and_kinds():
    film = NewsItem.objects.published().get(slug=STORIES[1])
    assert film.kind == "film"
    assert [topic.slug for topic in film.topics.all()] == ["equity-in-care"]
    assert [program.slug for program in film.programs.all()] == ["medical-education"]


def test_stories_of_the_home_page_are_there_and_name_no_day(client):
    assert list(NewsItem.objects.filter(is_dated=False).values_list("slug", flat=True)) == STORIES
    for slug in STORIES:
        response = client.get(f"/news/{slug}/")
        assert response.status_code == 200
        assert "February" not in response.content.decode().partition("Related stories")[0]


def test_topics_that_staff_took_off_stay_off_with_the_whole_item():
    item = NewsItem.objects.get(slug=STORIES[0])
    item.topics.clear()

    load_again()

    assert not item.topics.exists()
    assert item.history.count() == 3  # made, filed by us, taken off


def test_topic_that_staff_deleted_stays_away():
    Topic.objects.get(slug="equity-in-care").delete()

    load_again()

    assert not Topic.objects.filter(slug="equity-in-care").exists()
    assert not NewsItem.objects.get(slug=STORIES[0]).topics.exists()
