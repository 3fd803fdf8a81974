"""Where a page may stand, what it may lead to, and where its old addresses lead."""

import pytest
from django.core.exceptions import ValidationError

from content.models import MovedAddress
from pages.models import Page
from tests.factories import PageFactory

pytestmark = pytest.mark.django_db
BELONGS = {
    "news": "the news",
    "programs": "the programs",
    "events": "the events",
    "brochure": "the brochure form",
    "search": "the search",
    "admin": "the staff pages",
    "media": "the pictures that were uploaded",
    "static": "the site's own files",
    "accounts": "the sign-in of staff",
}


def problems(page):
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    return refused.value.message_dict


def moved():
    return dict(MovedAddress.objects.values_list("old_path", "new_path"))


def rename(page, slug):
    page = Page.objects.get(pk=page.pk)
    page.slug = slug
    page.save()


@pytest.mark.parametrize(("slug", "owner"), BELONGS.items())
def test_address_of_another_part_of_the_site_is_refused_by_its_name(slug, owner):
    page = PageFactory.build(slug=slug)

    assert problems(page) == {"slug": [f"/{slug}/ belongs to {owner}. Choose another slug."]}


def test_names_of_parts_are_free_below_other_pages():
    page = PageFactory.build(slug="news", parent=PageFactory())

    page.full_clean()


def test_slug_that_a_sibling_has_is_refused_beside_the_slug():
    PageFactory(title="Ours", slug="ours")

    said = "/ours/ is the address of “Ours” already. Choose another slug."
    assert problems(PageFactory.build(slug="ours"))["slug"] == [said]


def test_same_slug_may_stand_below_two_parents():
    PageFactory(slug="history", parent=PageFactory())

    PageFactory.build(slug="history", parent=PageFactory()).full_clean()


@pytest.mark.parametrize("generations", [0, 1, 3])
def test_page_cannot_stand_below_itself(generations):
    page = last = PageFactory()
    for _ in range(generations):
        last = PageFactory(parent=last)
    page.parent = last

    assert problems(page) == {
        "parent": ["A page cannot stand below itself. Choose another parent."]
    }


def test_address_longer_than_old_addresses_can_hold_is_refused():
    page = None
    for letter in "abcdefghi":
        page = PageFactory(slug=letter * 50, parent=page)

    assert list(problems(PageFactory.build(slug="j" * 50, parent=page))) == ["slug"]


def test_page_whose_descendants_would_get_too_long_addresses_is_refused():
    deep = top = PageFactory(slug="top")
    for letter in "abcdefghi":
        deep = PageFactory(slug=letter * 50, parent=deep)
    top = Page.objects.get(pk=top.pk)
    top.slug = "t" * 50

    assert list(problems(top)) == ["slug"]


def test_end_before_the_beginning_is_refused():
    page = PageFactory.build(publish_at="2026-01-02T00:00Z", unpublish_at="2026-01-01T00:00Z")

    assert "It would disappear before it appears. Choose a later end." in str(problems(page))


def test_entry_leads_to_a_page_or_to_an_address_not_both():
    page = PageFactory.build(leads_to_page=PageFactory(), leads_to_address="/news/")

    assert "Choose a page or an address to lead to, not both." in str(problems(page))


def test_entry_cannot_lead_to_itself_nor_in_a_circle():
    first, second = PageFactory(), PageFactory()
    first.leads_to_page = second
    first.save()
    second.leads_to_page = first

    assert problems(second) == {"leads_to_page": ["That page leads back to this one."]}
    second.leads_to_page = second
    assert problems(second) == {"leads_to_page": ["That page leads back to this one."]}


def test_entry_cannot_lead_to_its_own_address():
    page = PageFactory.build(slug="here", leads_to_address="/here/")

    assert problems(page) == {"leads_to_address": ["This page would lead to itself."]}


@pytest.mark.parametrize(
    "address",
    ["/here", "/here/?x", "/here#x", "/x/../here/", "/%68ere/", "https://site.example/here/"],
)
def test_entry_cannot_lead_to_its_own_address_written_otherwise(address, settings):
    settings.SITE_URL = "https://site.example"
    page = PageFactory.build(slug="here", leads_to_address=address)

    assert problems(page) == {"leads_to_address": ["This page would lead to itself."]}


def test_entries_cannot_lead_in_a_circle_by_address():
    first = PageFactory(slug="first")
    second = PageFactory(slug="second", leads_to_address="/first")
    PageFactory(slug="third", leads_to_page=second)
    first.leads_to_address = "/third/?from=first"

    assert problems(first) == {"leads_to_address": ["That page leads back to this one."]}


def test_entry_may_lead_to_an_entry_that_leads_elsewhere():
    PageFactory(slug="second", leads_to_address="https://example.org/first/")

    PageFactory.build(slug="first", leads_to_address="/second/").full_clean()


@pytest.mark.parametrize("slug", ["", "a b", "/"])
def test_bad_slug_is_said_once(slug):
    with pytest.raises(ValidationError) as refused:
        PageFactory.build(slug=slug).full_clean(exclude=["path"])

    assert list(refused.value.message_dict) == ["slug"]
    assert "belongs to" not in str(refused.value)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "ftp://x.example"])
def test_entry_leads_to_no_script_and_no_odd_scheme(address):
    assert list(problems(PageFactory.build(leads_to_address=address))) == ["leads_to_address"]


def test_draft_that_is_renamed_leaves_no_old_address():
    rename(PageFactory(state=Page.State.DRAFT), "new")

    assert moved() == {}


def test_page_below_a_draft_leaves_no_old_address():
    section = PageFactory(state=Page.State.DRAFT)
    rename(PageFactory(parent=section), "new")

    assert moved() == {}


def test_renamed_section_leaves_old_addresses_for_all_pages_below(client):
    section = PageFactory(slug="a")
    PageFactory(slug="c", parent=PageFactory(slug="b", parent=section))

    rename(section, "x")

    assert moved() == {"/a/": "/x/", "/a/b/": "/x/b/", "/a/b/c/": "/x/b/c/"}
    response = client.get("/a/b/c/?page=2")
    assert (response.status_code, response["Location"]) == (301, "/x/b/c/?page=2")


def test_page_renamed_twice_is_one_step_away_from_each_of_its_old_addresses():
    page = PageFactory(slug="a")

    rename(page, "b")
    rename(page, "c")

    assert moved() == {"/a/": "/c/", "/b/": "/c/"}


def test_page_that_moves_back_answers_at_its_address_again(client):
    page = PageFactory(slug="a")

    rename(page, "b")
    rename(page, "a")

    assert moved() == {"/b/": "/a/"}
    assert client.get("/a/").status_code == 200


def test_section_moved_under_another_takes_its_pages_along():
    section, other = PageFactory(slug="a"), PageFactory(slug="o")
    PageFactory(slug="b", parent=section)
    section = Page.objects.get(pk=section.pk)
    section.parent = other
    section.save()

    assert moved() == {"/a/": "/o/a/", "/a/b/": "/o/a/b/"}
    assert Page.objects.get(slug="b").path == "/o/a/b/"


def test_new_pages_stand_last_among_their_siblings():
    section = PageFactory()
    pages = PageFactory.create_batch(3, parent=section)

    assert list(Page.objects.filter(parent=section)) == pages
