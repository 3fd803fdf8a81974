"""The school's pages as load_content brings them, and what it leaves alone."""

import io
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from content.loading import Loader
from pages import loading
from pages.models import Block, HomeBlock, HomeFeature, Page, ResourceLink, RichText, SocialLink

pytestmark = pytest.mark.django_db
SMALL = [
    {
        "title": "About",
        "slug": "about",
        "menu": "main",
        "blocks": [{"kind": "rich_text", "text": "<p>First.</p>"}],
        "children": [{"title": "History", "slug": "history"}],
    },
    {"title": "To history", "slug": "past", "leads_to": "/about/history/"},
]


@pytest.fixture
def load_tree():
    """Loads these rows, or the small tree above."""

    def load(rows=SMALL):
        loader = Loader()
        loading.load_tree(loader, json.loads(json.dumps(rows)))
        return str(loader)

    return load


def changed(**values):
    return [SMALL[0] | values, SMALL[1]]


def facts(name):
    path = Path(apps.get_app_config("pages").path) / "data" / f"{name}.json"
    return json.loads(path.read_text())


def texts():
    return [block.text for block in Block.objects.all()]


def test_tree_of_the_school_has_its_menus_and_the_addresses_they_lead_to(client):
    call_command("load_content", stdout=io.StringIO())

    public = Page.objects.published()
    assert public.count() == Page.objects.count()
    of_menu = {menu: public.filter(menu=menu) for menu in ("main", "utility", "footer")}
    assert {menu: pages.count() for menu, pages in of_menu.items()} == {
        "main": 4,
        "utility": 5,
        "footer": 8,
    }
    entries = public.filter(parent__in=of_menu["main"])
    assert [section.title for section in of_menu["main"].order_by("position")] == [
        "Education & Admissions",
        "Research",
        "News & Events",
        "About HMS",
    ]
    assert entries.count() == 34
    for page in public.exclude(leads_to_page=None):
        assert page.leads_to_page.leads_to_page is None


def test_home_and_facts_have_the_labels_of_the_school():
    call_command("load_content", stdout=io.StringIO())

    names = SocialLink.objects.values_list("name", flat=True)
    assert list(names) == ["Facebook", "twitter", "linkedin", "instagram", "youtube"]
    assert HomeFeature.objects.published().count() == 3
    assert [block.links.count() for block in HomeBlock.objects.filter(kind="education")] == [6]
    assert ResourceLink.objects.count() == 10
    assert ResourceLink.objects.filter(academic_year=2021).count() == 2


def test_every_place_of_this_site_that_a_text_names_is_there(client):
    call_command("load_content", stdout=io.StringIO())
    told = " ".join(json.dumps(facts(name)) for name in ("pages", "resources", "home"))
    linked = {part.split('\\"')[0] for part in told.split('href=\\"/')[1:]}
    linked |= {part.split('"')[0] for part in told.split('url": "/')[1:]}

    # stories of the news and the feed are looked at with the news
    lost = [
        address
        for address in sorted(linked)
        if not address.startswith("news/") and client.get(f"/{address}").status_code >= 400
    ]
    assert len(linked) > 20
    assert lost == []


def test_second_run_changes_nothing(load_tree):
    assert load_tree() == "4 new, 0 refreshed, 0 unchanged, 0 kept as staff left it"
    assert load_tree() == "0 new, 0 refreshed, 4 unchanged, 0 kept as staff left it"


def test_entry_leads_to_the_page_it_names(load_tree):
    load_tree()

    assert Page.objects.get(slug="past").leads_to_page == Page.objects.get(slug="history")


def test_blocks_of_an_untouched_page_follow_the_data(load_tree):
    load_tree()

    load_tree(changed(blocks=[{"kind": "rich_text", "text": "<p>Second.</p>"}]))

    assert texts() == ["<p>Second.</p>"]


@pytest.mark.parametrize("edit", ["page", "block", "new block", "deleted block"])
def test_page_that_staff_touched_is_left_whole(load_tree, edit):
    load_tree()
    page = Page.objects.get(slug="about")
    if edit == "page":
        page.save()
    elif edit == "new block":
        RichText.objects.create(parent=page, region="main", ordering=5, text="<p>Theirs.</p>")
    elif edit == "block":
        RichText.objects.get().save()
    else:
        RichText.objects.get().delete()
    before = texts()

    load_tree(changed(summary="New.", blocks=[{"kind": "rich_text", "text": "<p>Second.</p>"}]))

    page.refresh_from_db()
    assert (page.summary, texts()) == ("", before)


def test_section_that_staff_moved_comes_back_neither_whole_nor_in_part(load_tree):
    load_tree()
    page = Page.objects.get(slug="about")
    page.slug = "the-school"
    page.save()

    load_tree()

    paths = Page.objects.values_list("path", flat=True).order_by("path")
    assert list(paths) == ["/past/", "/the-school/", "/the-school/history/"]


def test_section_that_staff_deleted_stays_away_with_all_that_leads_there(load_tree):
    load_tree()
    Page.objects.get(slug="past").delete()
    Page.objects.get(slug="about").delete()

    load_tree()

    assert not Page.objects.exists()


def test_order_that_staff_gave_to_siblings_stays(load_tree):
    load_tree()
    Page.objects.filter(slug="past").update(position=5)  # as the tree's own moving does it

    load_tree(changed(summary="New."))

    top = Page.objects.filter(parent=None).order_by("position")
    assert [page.slug for page in top] == ["past", "about"]
