from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.utils import timezone

from tests.factories import NewsItemFactory, ProgramFactory, StaffFactory, TopicFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/news/newsitem/"
NOW = timezone.now()
DAY = timedelta(days=1)


def act(client, action, *items):
    form = {"action": action, "_selected_action": [item.pk for item in items]}
    return client.post(LIST, form, follow=True)


@pytest.mark.parametrize("values", [{"state": "draft"}, {"publish_at": NOW + DAY}])
def test_draft_and_scheduled_item_are_public_now_with_todays_date(admin_client, values):
    item = NewsItemFactory(**{"publish_at": NOW - 9 * DAY, **values})

    response = act(admin_client, "publish_now", item)

    item.refresh_from_db()
    assert item.is_published()
    assert timezone.now() - item.publish_at < timedelta(minutes=5)
    assert "Public now: 1 item." in response.content.decode()


def test_ended_item_is_public_again_with_its_own_date(admin_client):
    item = NewsItemFactory(publish_at=NOW - 9 * DAY, unpublish_at=NOW - DAY)

    act(admin_client, "publish_now", item)

    item.refresh_from_db()
    assert item.is_published()
    assert item.publish_at == NOW - 9 * DAY


def test_public_item_stays_as_it_is_when_published_again(admin_client):
    item = NewsItemFactory(publish_at=NOW - DAY)

    response = act(admin_client, "publish_now", item)

    item.refresh_from_db()
    assert item.publish_at == NOW - DAY
    assert item.history.count() == 1
    assert "Public now: 0 items." in response.content.decode()


def test_item_taken_down_is_found_no_more_and_history_says_by_whom(admin_client, client):
    item = NewsItemFactory()

    act(admin_client, "take_down", item)

    assert client.get(item.get_absolute_url()).status_code == 404
    assert item.history.first().history_user.username == "admin"
    assert LogEntry.objects.get().change_message == "Taken down by an action of the list."


def test_staff_who_may_only_look_have_no_actions(client):
    staff = StaffFactory()
    staff.user_permissions.set(Permission.objects.filter(codename="view_newsitem"))
    client.force_login(staff)
    item = NewsItemFactory()

    act(client, "take_down", item)

    item.refresh_from_db()
    assert item.state == "published"


def test_history_names_topics_that_were_added(admin_client):
    topic = TopicFactory(name="Neurology")
    item = NewsItemFactory(publish_at=NOW - DAY)
    form = {
        "title": item.title, "slug": item.slug, "summary": item.summary, "body": item.body,
        "kind": "article", "state": "published", "topics": [topic.pk], "is_dated": "on",
        "publish_at_0": "2024-02-21", "publish_at_1": "09:00",
        "unpublish_at_0": "", "unpublish_at_1": "",
    }  # fmt: skip
    assert admin_client.post(f"{LIST}{item.pk}/change/", form).status_code == 302

    html = admin_client.get(f"{LIST}{item.pk}/history/").content.decode()

    assert "Neurology" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"standing": "scheduled"}, "Later"),
        ({"standing": "ended"}, "Over"),
        ({"kind__exact": "film"}, "Film"),
        ({"is_pinned__exact": "1"}, "Pinned"),
    ],
)
def test_list_is_filtered(admin_client, query, found):
    NewsItemFactory(title="Later", publish_at=NOW + DAY)
    NewsItemFactory(title="Over", publish_at=NOW - 2 * DAY, unpublish_at=NOW - DAY)
    NewsItemFactory(title="Film", kind="film")
    NewsItemFactory(title="Pinned", is_pinned=True)

    response = admin_client.get(LIST, query)

    assert [item.title for item in response.context["cl"].result_list] == [found]


def test_topics_are_listed_with_their_number_of_items(admin_client):
    used = TopicFactory(name="Used")
    TopicFactory(name="Unused")
    NewsItemFactory.create_batch(2, topics=[used])

    rows = admin_client.get("/admin/news/topic/").context["cl"].result_list

    assert {row.name: row.number for row in rows} == {"Used": 2, "Unused": 0}


def test_topic_and_program_are_found_by_typing(admin_client):
    for model, field, row in (
        ("newsitem", "topics", TopicFactory(name="Neurology")),
        ("newsitem", "programs", ProgramFactory(short_name="Neurology")),
    ):
        query = {"app_label": "news", "model_name": model, "field_name": field, "term": "neuro"}
        found = admin_client.get("/admin/autocomplete/", query).json()["results"]
        assert found == [{"id": str(row.pk), "text": str(row)}]


def test_feeds_address_is_refused_to_an_item(admin_client):
    response = admin_client.post(f"{LIST}add/", {"slug": "feed"})

    assert response.context["adminform"].form.errors["slug"] == [
        "The news feed has this address. Choose another one."
    ]
