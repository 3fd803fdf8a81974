"""Where a visitor came from reaches the desk without a cookie; that a brochure was read, too."""

import pytest

from .pages import expect_thanks, fill_form, send

pytestmark = pytest.mark.browser

SOURCE = "SELECT source, medium, campaign FROM inquiries_inquiry WHERE email = %s"
OPENED = "SELECT brochure_opened_at FROM inquiries_inquiry WHERE email = %s"
LANDING = "/programs/?utm_source=Newsletter&utm_medium=email&utm_campaign=spring-2027"


def ask_from(page, email):
    page.get_by_role("link", name="Master of Bioethics").first.click()
    page.get_by_role("main").get_by_role("link", name="Ask for the brochure").first.click()
    fill_form(page, email)
    send(page)
    expect_thanks(page)


def test_link_that_led_to_the_site_is_kept_until_the_form(page, site, email):
    page.goto(LANDING)
    assert page.context.cookies() == []

    ask_from(page, email)

    assert site.query(SOURCE, email) == [("newsletter", "email", "spring-2027")]


def test_site_that_linked_here_is_kept_until_the_form(page, site, email):
    page.goto("/programs/", referer="https://www.google.com/")

    ask_from(page, email)

    assert site.query(SOURCE, email) == [("google", "search", "")]


def test_brochure_counts_as_opened_once_somebody_moves(page, site, email):
    page.goto("/programs/")
    ask_from(page, email)
    page.get_by_role("link", name="Read it as a web page").first.click()
    page.wait_for_load_state("load")

    with page.expect_response("**/opened/") as told:
        page.mouse.move(100, 100)
        page.mouse.move(200, 200)

    assert told.value.status == 204
    assert site.query(OPENED, email)[0][0] is not None
