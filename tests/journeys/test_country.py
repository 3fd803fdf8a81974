"""The country, found by any name people use for it, or chosen from the plain list."""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from .conftest import not_here
from .pages import expect_thanks, fill_form, open_form, send

pytestmark = [pytest.mark.browser, pytest.mark.once]
OLD_FORM = Path(__file__).parent.parent / "inquiries" / "data" / "old_form_countries.csv"


@pytest.fixture
def search(page):
    """The box that our script puts in the place of the list, with the focus in it."""
    if not settings.HAS_VENDOR_FILES:
        not_here("The search component is missing. Bring it by: npm ci.")
    open_form(page)
    box = page.get_by_role("combobox", name="Country")
    box.scroll_into_view_if_needed()  # before that, nothing is loaded
    expect(box).to_have_attribute("type", "text")
    with page.expect_response("**/countries.json"):
        box.focus()
    return box


def found(page):
    return page.get_by_role("listbox").get_by_role("option")


def country_of(site, email):
    [(code,)] = site.query("SELECT country FROM inquiries_inquiry WHERE email = %s", email)
    return code


def test_old_name_typed_on_the_keyboard_is_stored_as_the_present_country(search, page, site, email):
    page.keyboard.type("zaire")
    expect(found(page)).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(search).to_have_value("Democratic Republic of the Congo")
    fill_form(page, email)
    send(page)

    expect_thanks(page)
    assert country_of(site, email) == "CD"


def test_misspelled_name_of_the_old_form_leads_to_its_country(search, page):
    page.keyboard.type("Nambia")

    expect(found(page)).to_have_text(["Namibia (also Nambia)"])


def test_name_of_two_countries_offers_both(search, page):
    page.keyboard.type("Channel Islands")

    expect(found(page)).to_have_text(["Guernsey (Channel Islands)", "Jersey (Channel Islands)"])


# types each name into the box and waits for the list behind it to follow
TYPE_ALL = """async ([names, id]) => {
  const box = document.getElementById(id);
  const list = document.querySelector("select[data-country-search]");
  const found = {};
  for (const name of names) {
    box.value = name;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => setTimeout(done, 20));
    found[name] = list.value;
  }
  return found;
}"""


def test_every_name_of_the_old_form_typed_here_chooses_its_country(search, page):
    rows = csv.DictReader(OLD_FORM.read_text(encoding="utf-8").splitlines())
    # a name of several countries chooses none by itself, and "Congo" is in two names of today
    expected = {
        row["name"]: row["codes"] if " " not in row["codes"] and row["name"] != "Congo" else ""
        for row in rows
    }

    found = page.evaluate(TYPE_ALL, [list(expected), search.get_attribute("id")])

    assert len(expected) == 247
    assert found == expected


def test_name_of_no_country_is_asked_about_once_before_it_is_lost(search, page, site, email):
    page.keyboard.type("Atlantis")
    fill_form(page, email)
    send(page)
    expect(page.get_by_text("We know no country “Atlantis”.").first).to_be_visible()
    send(page)

    expect_thanks(page)
    assert country_of(site, email) == ""


def test_name_that_is_part_of_another_countrys_name_asks_which(search, page):
    page.keyboard.type("Congo")
    expect(found(page)).to_have_count(2)
    page.keyboard.press("Tab")

    expect(page.locator("[data-country-hint]")).to_contain_text("Choose a country from the list")
    expect(page.locator("select[data-country-search]")).to_have_value("")


def test_plain_list_works_without_script(new_page, site, email):
    page = new_page(java_script_enabled=False)
    open_form(page)
    page.get_by_label("Country").select_option("France")
    fill_form(page, email)
    send(page)

    expect_thanks(page)
    assert country_of(site, email) == "FR"
