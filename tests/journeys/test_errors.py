"""An incomplete form: what is wrong stands on top, and each line leads to its field."""

import re

import pytest
from playwright.sync_api import expect

from .pages import open_form, send

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_empty_form_leads_to_the_summary(any_page):
    open_form(any_page)
    send(any_page)

    summary = any_page.locator("[data-error-summary]")
    expect(summary.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(summary).to_be_focused()
    expect(any_page).to_have_title(re.compile("^Error: "))


def test_each_line_of_the_summary_leads_to_its_field(any_page):
    any_page.goto("/brochure/")
    send(any_page)
    lines = any_page.locator("[data-error-summary]").get_by_role("link")
    fields = []
    for line in lines.all():
        line.click()
        fields.append(any_page.locator(":focus").get_attribute("name"))

    assert fields == ["first_name", "last_name", "email", "programs", "interests"]


def test_answers_are_kept_when_something_is_missing(any_page):
    open_form(any_page)
    any_page.get_by_label("First name").fill("Ada <b>")
    any_page.get_by_label("E-mail address").fill("ada@example")
    any_page.get_by_role("checkbox", name="Student").check()
    send(any_page)

    expect(any_page.locator("[data-error-summary]")).to_be_visible()
    expect(any_page.get_by_label("First name")).to_have_value("Ada <b>")
    expect(any_page.get_by_label("E-mail address")).to_have_value("ada@example")
    ticked = any_page.get_by_role("checkbox", checked=True)
    expect(ticked).to_have_count(2)
