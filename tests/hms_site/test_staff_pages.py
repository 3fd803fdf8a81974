from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from content.models import MovedAddress
from hms_site.management.commands.load_content import make_groups
from news.models import NewsItem
from search.models import Query
from tests.factories import NewsItemFactory, ProgramFactory, StaffFactory
from tests.reading import Page

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now() + timedelta(days=1)
YESTERDAY = timezone.now() - timedelta(days=1)


@pytest.fixture
def editor(client):
    make_groups()
    account = StaffFactory()
    account.groups.add(Group.objects.get(name="Content editors"))
    client.force_login(account)
    return client


def changes(client):
    shown = client.get("/admin/scheduled/").context["changes"]
    return [(change.appears, change.name) for change in shown]


def dead_links(client):
    return [(link.path, str(link.row)) for link in client.get("/admin/links/").context["dead"]]


def test_what_appears_and_what_disappears_is_listed_in_time(editor):
    NewsItemFactory(title="Later", publish_at=TOMORROW + timedelta(days=1))
    NewsItemFactory(title="Soon", publish_at=TOMORROW)
    NewsItemFactory(title="Ends", publish_at=YESTERDAY, unpublish_at=TOMORROW)

    listed = [change for change in changes(editor) if change[1] in ("Later", "Soon", "Ends")]

    assert sorted(listed[:2]) == [(False, "Ends"), (True, "Soon")]
    assert listed[2] == (True, "Later")


@pytest.mark.parametrize(
    "values",
    [
        {"publish_at": TOMORROW, "state": NewsItem.State.DRAFT},
        {"publish_at": YESTERDAY},
        {"publish_at": YESTERDAY - timedelta(days=1), "unpublish_at": YESTERDAY},
    ],
)
def test_what_will_not_change_by_itself_is_not_listed(editor, values):
    NewsItemFactory(title="Still", **values)

    assert not [title for _, title in changes(editor) if title == "Still"]


def test_a_dead_link_is_named_with_the_entry_it_stands_in(editor):
    item = NewsItemFactory(title="Old", body='<p><a href="/nowhere/at/all/#top">x</a></p>')

    assert ("/nowhere/at/all/", "Old") in dead_links(editor)
    assert f"/admin/news/newsitem/{item.pk}/change/" in Page(editor.get("/admin/links/")).links


@pytest.mark.parametrize(
    "address", ["/news/", "/programs/here/", "https://example.org/gone/", "/search/?q=x"]
)
def test_a_link_that_answers_or_leads_elsewhere_is_not_named(editor, address):
    ProgramFactory(slug="here")
    NewsItemFactory(title="Fine", body=f'<p><a href="{address}">x</a></p>')

    assert not [path for path, title in dead_links(editor) if title == "Fine"]


def test_a_link_that_leads_round_in_circles_is_dead(editor):
    MovedAddress.objects.create(old_path="/a/", new_path="/b/")
    MovedAddress.objects.create(old_path="/b/", new_path="/a/")
    NewsItemFactory(title="Round", body='<p><a href="/a/">x</a></p>')

    assert ("/a/", "Round") in dead_links(editor)


def test_a_look_at_the_links_counts_no_search(editor):
    NewsItemFactory(body='<p><a href="/search/?q=sleep">x</a></p>')
    editor.get("/admin/links/")

    assert not Query.objects.exists()


def test_a_link_in_a_draft_is_not_looked_at(editor):
    NewsItemFactory(title="Draft", state="draft", body='<p><a href="/nowhere/">x</a></p>')

    assert not [path for path, title in dead_links(editor) if title == "Draft"]


def test_the_content_we_bring_has_no_dead_link(editor):
    call_command("load_content", verbosity=0)

    assert dead_links(editor) == []


@pytest.mark.parametrize("address", ["/admin/scheduled/", "/admin/links/"])
def test_only_who_sees_content_may_look(client, address):
    client.force_login(StaffFactory())

    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_front_page_leads_there(editor):
    links = Page(editor.get("/admin/")).links

    assert {"/admin/scheduled/", "/admin/links/"} <= set(links)
