"""The main job: from the home page to an inquiry on the desk and a mail on its way."""

import pytest
from playwright.sync_api import expect

from .conftest import STAFF
from .pages import expect_thanks, fill_form, open_form, send, send_button, tab_to

pytestmark = pytest.mark.browser


def test_visitor_gets_from_home_to_thanks(any_page, site, email):
    page = any_page
    page.goto("/")
    page.get_by_role("link", name="Programs").first.click()
    page.get_by_role("link", name="Master of Bioethics").first.click()
    page.get_by_role("main").get_by_role("link", name="Ask for the brochure").first.click()
    expect(page.get_by_role("checkbox", name="Master of Bioethics")).to_be_checked()
    fill_form(page, email)
    send(page)

    expect_thanks(page)
    [reference] = site.inquiries(email)
    thanks = page.get_by_role("main")
    expect(thanks).to_contain_text(reference)
    expect(thanks).to_contain_text(email)
    expect(thanks.get_by_role("link", name="Master of Bioethics")).to_be_visible()


def test_keyboard_alone_gets_from_home_to_thanks(page, site, email):
    page.goto("/")
    follow(page, page.get_by_role("link", name="Programs").first, "/programs/")
    follow(page, page.get_by_role("link", name="Master of Bioethics").first, "/bioethics/")
    main = page.get_by_role("main")
    follow(page, main.get_by_role("link", name="Ask for the brochure").first, "?program=bioethics")
    follow(page, page.get_by_role("link", name="Skip to main content"), "#main")
    for label, text in (
        ("First name", "Ada"),
        ("Last name", "Example"),
        ("E-mail address", email),
    ):
        tab_to(page, page.get_by_label(label))
        page.keyboard.type(text)
    tab_to(page, page.get_by_role("checkbox", name="Student"))
    page.keyboard.press("Space")
    tab_to(page, send_button(page))
    page.keyboard.press("Enter")

    expect_thanks(page)
    assert len(site.inquiries(email)) == 1


def follow(page, link, address):
    tab_to(page, link)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(address))


def test_second_click_after_a_lost_answer_stores_nothing_more(any_page, site, email):
    open_form(any_page)
    fill_form(any_page, email)
    any_page.route("**/brochure/", lose_the_answer, times=1)
    with any_page.expect_event("requestfailed"):
        send(any_page)
    assert len(site.inquiries(email)) == 1
    send(any_page)

    expect_thanks(any_page)
    assert len(site.inquiries(email)) == 1


def lose_the_answer(route):
    """The post reaches the site; the browser stays on the form."""
    route.fetch(max_redirects=0)
    route.abort("aborted")


def test_reload_of_thanks_stores_nothing_more(any_page, site, email):
    open_form(any_page)
    fill_form(any_page, email)
    send(any_page)
    expect_thanks(any_page)
    any_page.reload()

    expect_thanks(any_page)
    assert len(site.inquiries(email)) == 1


def test_back_and_send_again_stores_nothing_more(any_page, site, email):
    open_form(any_page)
    fill_form(any_page, email)
    send(any_page)
    expect_thanks(any_page)
    any_page.go_back()
    with any_page.expect_response(lambda response: response.request.method == "POST"):
        send(any_page)

    assert len(site.inquiries(email)) == 1


def test_back_after_a_mended_mistake_shows_what_was_typed(any_page, email):
    open_form(any_page)
    fill_form(any_page, "ada@example")
    send(any_page)
    any_page.get_by_label("E-mail address").fill(email)
    send(any_page)
    expect_thanks(any_page)
    any_page.go_back()

    expect(any_page.get_by_label("First name")).to_have_value("Ada")


def test_inquiry_reaches_the_desk_and_its_mail_goes_out(page, site, email):
    open_form(page)
    fill_form(page, email)
    send(page)
    expect_thanks(page)
    site.deliver()
    page.goto("/admin/inquiries/inquiry/")
    page.get_by_label("Username").fill(STAFF["DJANGO_SUPERUSER_USERNAME"])
    page.get_by_label("Password").fill(STAFF["DJANGO_SUPERUSER_PASSWORD"])
    page.get_by_role("button", name="Log in", exact=True).click()

    [reference] = site.inquiries(email)
    expect(page.get_by_role("row").filter(has_text=reference)).to_be_visible()
    [mail] = site.mails(email)
    assert reference in mail["Subject"]
