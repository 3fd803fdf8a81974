"""An officer's first inquiry, with the keyboard and without script; and two officers at once."""

import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import STAFF
from .test_accessibility import OVERFLOW

pytestmark = [pytest.mark.browser, pytest.mark.once]
MAKE = """
from django.contrib.auth.models import Group, User
from inquiries.models import Inquiry, Prospect
user = User.objects.create_user('{name}', password='{password}', is_staff=True)
user.groups.add(Group.objects.get(name='Inquiries desk'))
prospect = Prospect.objects.known_by('{name}@example.org')
values = dict(first_name='Ada', last_name='Example', email=prospect.email, prospect=prospect)
print(Inquiry.objects.create(captcha='passed', submission_key='{name}', **values).pk)
"""


@pytest.fixture
def officer(site):
    """The name of a new account of the group, and the address of a new inquiry."""
    name = f"officer-{uuid.uuid4().hex[:8]}"
    password = STAFF["DJANGO_SUPERUSER_PASSWORD"]
    number = site.manage("shell", "--verbosity=0", "-c", MAKE.format(name=name, password=password))
    return name, f"/admin/inquiries/inquiry/{number.strip()}/change/"


def opened(page, name, address):
    page.goto(address)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(STAFF["DJANGO_SUPERUSER_PASSWORD"])
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("heading", name="What to do next").wait_for()
    return page


def press(page, name):
    """By the keyboard alone."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")


def complaints(page):
    """At both widths. The admin fades from one color to the next, so a window keeps its scheme.

    The window bypasses our policy: axe styles what it looks at.
    """
    page.evaluate(Axe().axe_script)
    found = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} px: scrolls sideways"] * (page.evaluate(OVERFLOW) > 0)
        for violation in page.evaluate("() => axe.run()")["violations"]:
            found += [
                f"{width} px: {violation['id']}: {node['html']}" for node in violation["nodes"]
            ]
    return found


def test_inquiry_is_taken_up_answered_and_closed(any_page, officer):
    page = opened(any_page, *officer)

    press(page, "Take up")
    expect(page.locator(".inq-state")).to_have_text("In progress")
    page.get_by_label("Write a note").fill("Called back.")
    page.get_by_label("Reason").fill("Answered by telephone")
    press(page, "Mark as answered")
    expect(page.locator(".inq-log")).to_contain_text("“Answered by telephone”")
    expect(page.locator(".inq-notes")).to_contain_text("Called back.")
    press(page, "Close")
    expect(page.locator(".inq-state")).to_have_text("Closed")


def test_second_officer_is_told_and_loses_nothing(new_page, officer):
    mine, theirs = (opened(new_page(bypass_csp=True), *officer) for _ in range(2))
    theirs.get_by_label("Write a note").fill("Called first.")
    press(theirs, "Close")
    expect(theirs.locator(".inq-state")).to_have_text("Closed")

    mine.wait_for_timeout(3100)  # no double click
    mine.get_by_label("Write a note").fill("Called back.")
    press(mine, "Take up")

    expect(mine.get_by_role("alert")).to_contain_text("Closed it.")
    expect(mine.get_by_label("Write a note")).to_have_value("Called back.")
    assert complaints(mine) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_of_an_inquiry_is_accessible_with_everything_open(new_page, officer, scheme):
    page = opened(new_page(color_scheme=scheme, bypass_csp=True), *officer)
    for summary in page.locator("#content summary").all():
        summary.click()

    assert complaints(page) == []
