"""The page tree as its data files have it, and what staff touched."""

import json

import pytest

from content.loading import Loader
from pages import loading
from pages.models import Block, Page, RichText

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


def texts():
    return [block.text for block in Block.objects.all()]


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
