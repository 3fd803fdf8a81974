"""The menu and the alerts as a visitor uses them, on a phone and on a desk."""

import time

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]
PHONE = {"viewport": {"width": 360, "height": 740}}
LOOKS_EVERY = 1.2  # seconds, and a little: a process looks for changes once a second
MAKE = """
from pages.models import Alert
Alert.objects.create(title="Campus closed", state="published")
"""
CHANGE = """
from pages.models import Alert
Alert.objects.get(title="Campus closed").save()
"""
UNMAKE = """
from pages.models import Alert
Alert.objects.filter(title="Campus closed").delete()
"""


def do(site, code):
    site.manage("shell", "--verbosity=0", "--command", code)


@pytest.fixture
def alert(site):
    do(site, MAKE)
    time.sleep(LOOKS_EVERY)
    yield
    do(site, UNMAKE)
    time.sleep(LOOKS_EVERY)


def section(page):
    return page.get_by_role("navigation", name="Main").locator("summary").first


def entry(page):
    return page.get_by_role("link", name="MD Admissions", exact=True)


def test_section_opens_and_closes_by_keyboard(page):
    page.goto("/brochure/")
    expect(entry(page)).to_be_hidden()

    section(page).press("Enter")
    expect(entry(page)).to_be_visible()
    page.keyboard.press("Escape")

    expect(entry(page)).to_be_hidden()
    expect(section(page)).to_be_focused()


def test_section_opens_without_script(any_page):
    any_page.goto("/brochure/")
    section(any_page).click()

    expect(entry(any_page)).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_menu_of_a_phone_holds_the_same_entries(new_page, script):
    page = new_page(java_script_enabled=script, **PHONE)
    page.goto("/brochure/")
    expect(page.get_by_label("Search", exact=True)).to_be_hidden()

    page.get_by_text("Menu", exact=True).click()
    section(page).click()

    expect(entry(page)).to_be_visible()
    expect(page.get_by_label("Search", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Giving", exact=False).first).to_be_visible()


def test_closed_alert_stays_away_until_it_changes(site, page, alert):
    page.goto("/brochure/")
    told = page.get_by_text("Campus closed").first
    page.get_by_role("button", name="Close alert: Campus closed").click()
    expect(told).to_be_hidden()
    page.reload()
    expect(told).to_be_hidden()

    do(site, CHANGE)
    time.sleep(LOOKS_EVERY)
    page.reload()

    expect(told).to_be_visible()


def test_alert_without_script_has_no_button(new_page, alert):
    page = new_page(java_script_enabled=False)
    page.goto("/brochure/")

    expect(page.get_by_text("Campus closed").first).to_be_visible()
    expect(page.get_by_role("button", name="Close")).to_be_hidden()
