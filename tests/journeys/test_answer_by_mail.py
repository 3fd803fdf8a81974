"""A member of the desk answers somebody who asked: by template, in a browser, script or none."""

import re
import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import STAFF
from .pages import expect_thanks, fill_form, open_form, send
from .test_accessibility import EVERYTHING, OVERFLOW

pytestmark = [pytest.mark.browser, pytest.mark.once]
CLERK = """
from django.contrib.auth.models import Group, User
user = User.objects.create_user("{name}", password="{password}", is_staff=True, first_name="Eve")
user.groups.add(Group.objects.get(name="Inquiries desk"))
"""
NUMBER = "SELECT id FROM inquiries_inquiry WHERE email = %s"


@pytest.fixture
def clerk(site):
    """The name of a new account of the group Inquiries desk."""
    name, password = f"clerk-{uuid.uuid4().hex[:8]}", STAFF["DJANGO_SUPERUSER_PASSWORD"]
    site.manage("shell", "-v", "0", "-c", CLERK.format(name=name, password=password))
    return name


@pytest.fixture
def inquiry(site, new_page, email):
    """The address of the admin page of what somebody has just asked."""
    page = new_page()
    open_form(page)
    fill_form(page, email)
    send(page)
    expect_thanks(page)
    [(number,)] = site.query(NUMBER, email)
    return f"/admin/inquiries/inquiry/{number}/change/"


def sign_in(page, name, address):
    page.goto(address)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(STAFF["DJANGO_SUPERUSER_PASSWORD"])
    page.get_by_role("button", name="Log in", exact=True).click()


def findings(page):
    page.evaluate(Axe().axe_script)
    found = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(OVERFLOW) > 0:
            found.append(f"{width} px: scrolls sideways")
        violations = page.evaluate("rules => axe.run(rules)", EVERYTHING)["violations"]
        found += [f"{v['help']}: {node['html']}" for v in violations for node in v["nodes"]]
    return found


def test_reply_is_written_seen_and_sent(site, any_page, clerk, inquiry, email):
    page = any_page
    sign_in(page, clerk, inquiry)

    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_label("Text")).to_have_value(re.compile("^Dear Ada Example,"))
    page.get_by_role("button", name="Preview").click()
    letter = page.frame_locator("iframe").locator("body")
    expect(letter).to_contain_text("Dear Ada Example,")
    # its own styles reach it through the policy of the page around it
    expect(letter.locator(".wordmark")).to_have_css("border-bottom-color", "rgb(165, 28, 48)")
    page.get_by_role("button", name=f"Send to {email}").first.click()  # above and below the mail

    expect(page.get_by_text("goes out within seconds")).to_be_visible()
    site.deliver()
    # with the brochure: the second is in its conversation
    brochure, reply = sorted(site.mails(email), key=lambda mail: "In-Reply-To" in mail)
    assert reply["In-Reply-To"] == brochure["Message-ID"]
    assert reply["Auto-Submitted"] is None


def test_pages_on_which_the_desk_answers_are_accessible(new_page, clerk, inquiry):
    page = new_page()
    sign_in(page, clerk, inquiry)
    page.goto(inquiry.replace("change", "reply") + "?template=1")
    assert findings(page) == []
    page.get_by_label("Text").fill("Dear {{ nmae }},")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("There is no field “nmae”")).to_be_visible()
    assert findings(page) == []
    page.get_by_label("Text").fill("Dear Ada,")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("button", name="Send to").first).to_be_visible()
    assert findings(page) == []
    page.goto("/admin/inquiries/replytemplate/add/")
    assert findings(page) == []


def test_template_says_while_it_is_written_that_a_field_is_none(new_page, clerk):
    page = new_page()
    sign_in(page, clerk, "/admin/inquiries/replytemplate/add/")

    page.get_by_label("Text").fill("Dear {{ nmae }}, {{ first_name|or:'you' }}")
    expect(page.get_by_text("There is no field “nmae”.")).to_be_visible()
    page.get_by_label("Text").fill("Dear {{ first_name }},")
    expect(page.get_by_text("There is no field")).to_have_count(0)
