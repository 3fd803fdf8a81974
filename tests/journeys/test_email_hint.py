"""“Did you mean gmail.com?” below the e-mail field, heard and used without a mouse."""

import pytest
from playwright.sync_api import expect

from inquiries.spelling_of_domains import meant

from .pages import expect_thanks, fill_form, open_form, send

pytestmark = [pytest.mark.browser, pytest.mark.once]
WRITTEN = ["gmial.com", "gmail.con", "gmial.con", "hotmai.com", "mail.com", "uni.edi", "gmu.edu"]


@pytest.fixture
def field(page):
    open_form(page)
    return page.get_by_label("E-mail address")


@pytest.fixture
def hint(page):
    return page.locator("#id_email + [role=status]")


def leave(field, address):
    field.fill(address)
    field.blur()


def test_button_of_the_hint_puts_the_other_address_in(field, hint, page):
    leave(field, " ada@gmial.com ")
    expect(hint).to_contain_text("Did you mean gmail.com?")
    page.keyboard.press("Tab")
    hint.get_by_role("button", name="Use ada@gmail.com").press("Enter")

    expect(field).to_have_value("ada@gmail.com")
    expect(field).to_be_focused()
    expect(hint).to_have_text("Your answer: ada@gmail.com")


def test_hint_that_is_passed_over_changes_nothing(field, hint, page, site):
    fill_form(page, "ada@gmial.com")
    expect(hint).to_contain_text("Did you mean gmail.com?")
    send(page)

    expect_thanks(page)
    assert site.inquiries("ada@gmial.com") != []
    expect(page.get_by_text("Did you mean gmail.com?")).to_be_visible()


def test_hint_goes_when_the_address_is_mended(field, hint):
    leave(field, "ada@gmial.com")
    expect(hint).to_contain_text("Did you mean")
    leave(field, "ada@gmail.com")

    expect(hint).to_be_empty()


def test_script_and_server_guess_the_same(field, hint, page):
    for domain in WRITTEN:
        leave(field, "ada@gmal.com")
        expect(hint).to_contain_text("Use ada@gmail.com")
        leave(field, f"ada@{domain}")
        guess = meant(f"ada@{domain}")
        expect(hint).to_have_text(f"Did you mean {guess}? Use ada@{guess}" if guess else "")


def test_form_works_where_the_lists_cannot_be_had(field, hint, page, problems):
    page.route("**/domains.json", lambda route: route.fulfill(status=503, body="<html>"))
    leave(field, "ada@gmial.com")
    fill_form(page, "ada@gmial.com")
    send(page)

    expect_thanks(page)
    problems[:] = [each for each in problems if "domains.json" not in each]
