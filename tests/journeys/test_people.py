"""An officer finds somebody by half a name, joins two addresses and undoes it, by keyboard alone.

On each page axe finds nothing, on a phone and on a desk, and nothing scrolls sideways.
"""

import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import STAFF
from .test_accessibility import EVERYTHING, OVERFLOW

pytestmark = [pytest.mark.browser, pytest.mark.once]
PEOPLE = "/admin/inquiries/prospect/"
MAKE = """
from django.contrib.auth.models import Group, User
from inquiries.models import Inquiry, Prospect
user = User.objects.create_user('{name}', password='{password}', is_staff=True)
user.groups.add(Group.objects.get(name='Inquiries desk'))
for n, last in enumerate(['Journeyperson', 'Journeypreson']):
    email = f'{name}-{{n}}@example.org'
    Inquiry.objects.create(
        submission_key=email, prospect=Prospect.objects.known_by(email), email=email,
        first_name='Ada', last_name=last, country='US', employer='Example {name}',
        captcha=Inquiry.Captcha.PASSED,
    )
"""


@pytest.fixture(scope="module")
def officer(site, browser):
    """Cookies of an account of the desk; two people who are one wrote to it."""
    name, password = f"clerk-{uuid.uuid4().hex[:8]}", STAFF["DJANGO_SUPERUSER_PASSWORD"]
    site.manage("shell", "-c", MAKE.format(name=name, password=password))
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.locator("#user-tools").wait_for()
    state = context.storage_state()
    context.close()
    return state


def expect_nothing_to_mend(page):
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOW) <= 0
        found = Axe().run(page, options=EVERYTHING).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def press(page, role, name):
    """By keyboard: the focus goes there, and Enter does what a click would."""
    control = page.get_by_role(role, name=name).first
    control.focus()
    expect(control).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_addresses_are_joined_and_taken_apart_by_keyboard(new_page, officer, scheme):
    page = new_page(storage_state=officer, color_scheme=scheme)
    page.goto(PEOPLE)
    page.get_by_label("Find somebody").fill("journeyper")
    page.keyboard.press("Enter")
    page.wait_for_url("**found=*")
    expect_nothing_to_mend(page)

    press(page, "link", "Ada Journeyperson")
    expect_nothing_to_mend(page)
    press(page, "link", "Compare and join")
    expect_nothing_to_mend(page)
    press(page, "button", "Join them: one person")
    expect(page.get_by_text("They are one person on the desk now")).to_be_visible()
    expect_nothing_to_mend(page)
    press(page, "button", "Undo: they are two people")
    expect(page.get_by_text("They are two people again")).to_be_visible()


def test_possible_duplicates_lead_to_the_comparison(new_page, officer):
    page = new_page(storage_state=officer)
    page.goto(PEOPLE)
    press(page, "link", "Possible duplicates")
    expect_nothing_to_mend(page)

    press(page, "link", "Compare and join")

    expect(page.get_by_role("heading", name="Are these one person?")).to_be_visible()
