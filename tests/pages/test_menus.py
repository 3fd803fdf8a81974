"""The page tree as visitors move in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content import stamp
from pages import menus
from pages.models import Page
from tests.factories import PageFactory

pytestmark = pytest.mark.django_db
MAIN = Page.Menu.MAIN


@pytest.fixture
def section():
    return PageFactory(slug="education", title="Education", menu=MAIN)


def labels(nodes):
    return [node.label for node in nodes]


def test_empty_site_has_empty_menus():
    tree = menus.tree()

    assert (tree.main, tree.utility, tree.footer, tree.places) == ((), (), (), {})


def test_menus_hold_what_editors_gave_them_in_its_order(section):
    PageFactory(title="Giving", menu=Page.Menu.UTILITY)
    PageFactory(title="Jobs", menu=Page.Menu.FOOTER)
    PageFactory(title="Nowhere", menu=Page.Menu.NONE)
    PageFactory(title="Research", menu=MAIN)

    tree = menus.tree()

    assert labels(tree.main) == ["Education", "Research"]
    assert (labels(tree.utility), labels(tree.footer)) == (["Giving"], ["Jobs"])


def test_main_menu_goes_down_to_the_third_level(section):
    second = PageFactory(parent=section, title="Degrees")
    PageFactory(parent=second, title="Aid", menu_label="Money")

    [top] = menus.tree().main

    assert labels(top.children) == ["Degrees"]
    assert labels(top.children[0].children) == ["Money"]


def test_page_below_a_draft_is_in_no_menu_and_no_place():
    hidden = PageFactory(slug="hidden", menu=MAIN, state=Page.State.DRAFT)
    PageFactory(parent=hidden, slug="below")

    assert menus.tree().main == ()
    assert menus.find("/hidden/below/") is None


def test_page_taken_out_of_menus_keeps_its_place(section):
    PageFactory(parent=section, slug="quiet", title="Quiet", in_menus=False)

    place = menus.find("/education/quiet/")

    assert menus.tree().main[0].children == ()
    assert labels(place.line) == ["Education", "Quiet"]


def test_entry_carries_the_address_where_it_ends(section):
    step = PageFactory(slug="step", leads_to_address="https://www.example.org/")
    PageFactory(parent=section, leads_to_page=step)

    [entry] = menus.tree().main[0].children

    assert (entry.url, entry.is_outside) == ("https://www.example.org/", True)


def test_entry_to_a_draft_is_left_out(section):
    draft = PageFactory(state=Page.State.DRAFT)
    PageFactory(parent=section, leads_to_page=draft)

    assert menus.tree().main[0].children == ()


def test_entries_that_lead_round_are_left_out(section):
    one = PageFactory(parent=section, slug="one")
    two = PageFactory(parent=section, slug="two", leads_to_page=one)
    Page.objects.filter(pk=one.pk).update(leads_to_address=two.path)

    assert menus.tree().main[0].children == ()


def test_entry_to_its_own_address_is_a_page(section):
    PageFactory(parent=section, slug="self", leads_to_address="/education/self/")

    assert menus.tree().main[0].children[0].url == "/education/self/"


def test_place_below_an_entry_that_leads_to_it(section):
    PageFactory(parent=section, title="Masters", leads_to_address="/programs/")

    place = menus.find("/programs/immunology/")

    assert not place.is_exact
    assert labels(place.crumbs) == ["Education", "Masters"]


def test_nearest_address_counts(section):
    PageFactory(parent=section, title="Masters", leads_to_address="/programs/")
    PageFactory(parent=section, title="Compare", leads_to_address="/programs/compare/")

    assert menus.find("/programs/compare/").node.label == "Compare"
    assert menus.find("/programs/comparison/").node.label == "Masters"


def test_page_in_two_menus_belongs_where_its_text_is(section):
    PageFactory(title="Footer contact", menu=Page.Menu.FOOTER, leads_to_address="/education/us/")
    PageFactory(parent=section, slug="us", title="Contact")

    assert menus.find("/education/us/").node.label == "Contact"


def test_address_in_two_menus_belongs_to_the_main_menu(section):
    PageFactory(title="Below", menu=Page.Menu.FOOTER, leads_to_address="/news/")
    PageFactory(parent=section, title="News", leads_to_address="/news/")

    assert menus.find("/news/").node.label == "News"


@pytest.mark.parametrize("path", ["/", "/nowhere/", "", "/" * 5000, "/%00/", "/educationally/"])
def test_no_place_is_found_elsewhere(section, path):
    assert menus.find(path) is None


def test_home_is_no_place_even_when_an_entry_leads_there(section):
    PageFactory(parent=section, leads_to_address="/")

    assert menus.find("/nowhere/") is None


def test_section_of_a_page_is_what_stands_above_it(section):
    second = PageFactory(parent=section, slug="degrees", title="Degrees")
    PageFactory(parent=second, slug="aid")

    place = menus.find("/education/degrees/aid/")

    assert place.section.label == "Degrees"
    assert labels(place.above_section) == ["Education"]
    assert menus.find("/education/degrees/").section.label == "Education"
    assert menus.find("/education/").section.label == "Education"


def test_page_alone_has_no_section():
    PageFactory(slug="privacy", menu=Page.Menu.FOOTER)

    assert menus.find("/privacy/").section is None


def test_section_appears_in_menus_when_its_time_comes(time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)
    later = timezone.now() + timedelta(hours=1)
    PageFactory(title="Campus", menu=MAIN, publish_at=later)
    assert menus.tree().main == ()

    time_machine.move_to(later, tick=False)
    stamp.refresh()

    assert labels(menus.tree().main) == ["Campus"]


def test_tree_is_read_with_one_query(section, django_assert_num_queries):
    for _ in range(20):
        PageFactory(parent=section)
    menus.tree()
    section.save()

    with django_assert_num_queries(1):
        menus.read.__wrapped__()
