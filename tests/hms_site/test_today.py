"""The admin's front page: what is going on today, and the sections in the editors' order."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hms_site.management.groups import make_groups
from pages.models import ResourceLink
from search.models import Query
from tests.factories import (
    AlertFactory,
    EventFactory,
    NewsItemFactory,
    PageFactory,
    StaffFactory,
    StandardRuleFactory,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def in_days(number):
    return timezone.now() + timedelta(days=number)


@pytest.fixture
def sign_in(client):
    make_groups()

    def sign_in(group):
        account = StaffFactory(username="ada")
        account.groups.add(Group.objects.get(name=group))
        client.force_login(account)
        return client

    return sign_in


@pytest.fixture
def editor(sign_in):
    return sign_in("Content editors")


def today(client):
    return client.get("/admin/").context["today"]


def test_next_three_changes_come_from_all_kinds_of_content(editor):
    NewsItemFactory(title="Fourth", publish_at=in_days(4))
    PageFactory(title="Third", publish_at=in_days(3))
    AlertFactory(title="First", unpublish_at=in_days(1))
    EventFactory(title="Second", publish_at=in_days(2))

    coming = [(each.name, each.appears, each.kind) for each in today(editor).coming]

    assert coming == [
        ("First", False, "Alert"),
        ("Second", True, "Event"),
        ("Third", True, "Page"),
    ]


def test_last_five_drafts_are_named_with_who_changed_them(editor):
    NewsItemFactory(title="Public")
    PageFactory(title="Old", state="draft")
    for number in range(4):
        NewsItemFactory(title=f"Draft {number}", state="draft")
    item = NewsItemFactory.build(title="Newest", slug="newest", state="draft")
    item._history_user = editor.get("/admin/").wsgi_request.user
    item.save()

    drafts = [(draft.name, draft.changed_by) for draft in today(editor).drafts]

    assert drafts[:2] == [("Newest", "ada"), ("Draft 3", "")]
    assert [name for name, _ in drafts[2:]] == ["Draft 2", "Draft 1", "Draft 0"]


def test_resources_of_a_past_year_are_named(editor):
    ResourceLink.objects.create(label="For every year", url="/a/")
    ResourceLink.objects.create(label="For 2200", url="/b/", academic_year=2200)
    ResourceLink.objects.create(label="For 2021", url="/c/", academic_year=2021)

    assert [link.label for link in today(editor).passed] == ["For 2021"]


def test_words_never_found_this_week_come_most_wanted_first(editor):
    day = timezone.localdate()
    for words, ago, times, found in (
        ("parking", 0, 2, 0),
        ("housing", 0, 1, 0),
        ("housing", 1, 4, 0),
        ("found later", 3, 9, 0),
        ("found later", 0, 1, 2),
        ("long ago", 8, 9, 0),
    ):
        Query.objects.create(day=day - timedelta(days=ago), words=words, times=times, found=found)

    assert [(q["words"], q["searches"]) for q in today(editor).in_vain] == [
        ("housing", 5),
        ("parking", 2),
    ]


def test_front_page_asks_few_queries_however_much_there_is(editor):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            editor.get("/admin/")
        return len(asked)

    for make in (NewsItemFactory, PageFactory, EventFactory, AlertFactory):
        make(publish_at=in_days(1))
        make(state="draft")
    queries()
    with_one = queries()
    NewsItemFactory.create_batch(10, publish_at=in_days(2))
    NewsItemFactory.create_batch(10, state="draft")
    queries()

    assert queries() == with_one <= MOST_QUERIES


def test_inquiries_desk_sees_no_box_of_content(sign_in):
    StandardRuleFactory()
    NewsItemFactory(title="Secret draft", state="draft")
    page = sign_in("Inquiries desk").get("/admin/")

    assert page.context["today"] is None
    assert "Secret draft" not in page.content.decode()
    assert "/admin/scheduled/" not in page.content.decode()


def test_searches_are_shown_to_who_may_see_them_alone(editor):
    Query.objects.create(day=timezone.localdate(), words="parking", times=2, found=0)
    Group.objects.get(name="Content editors").permissions.remove(
        *Group.objects.get(name="Content editors").permissions.filter(codename="view_query")
    )

    assert today(editor).in_vain == []


def test_sections_stand_in_the_order_of_the_editors_work(editor):
    names = [section["name"] for section in editor.get("/admin/").context["app_list"]]

    assert names == [
        "Home page and alerts",
        "Pages and menus",
        "News",
        "Events",
        "Programs and credits",
        "Search",
        "Moved addresses",
    ]


def test_what_belongs_to_no_section_follows_by_app(admin_client):
    sections = admin_client.get("/admin/").context["app_list"]

    assert {section["app_label"] for section in sections[9:]} == {"auth"}
