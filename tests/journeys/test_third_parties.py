"""Who hears of a visit: nobody but us, until the form is touched and only when reCAPTCHA is on."""

import pytest
from playwright.sync_api import expect

from .pages import expect_thanks, fill_form, open_form, send

pytestmark = [pytest.mark.browser, pytest.mark.once]

PAGES = ["/", "/programs/", "/programs/bioethics/", "/news/", "/brochure/"]


def test_no_page_asks_another_site(page, problems):
    for address in PAGES:
        page.goto(address, wait_until="networkidle")
    page.get_by_label("First name").fill("Ada")
    page.wait_for_load_state("networkidle")

    assert problems == []


@pytest.fixture
def guarded_page(guarded_site, new_page):
    provider = f"https://{guarded_site.environment['RECAPTCHA_DOMAIN']}"
    # the provider's certificate is our own
    return new_page(guarded_site.url, may_ask=[provider], ignore_https_errors=True)


def captcha_of(site, email):
    [(outcome,)] = site.query("SELECT captcha FROM inquiries_inquiry WHERE email = %s", email)
    return outcome


def test_recaptcha_is_asked_when_the_form_is_touched_and_not_before(guarded_page):
    asked = []
    guarded_page.on("request", lambda request: asked.append(request.url))
    guarded_page.goto("/brochure/", wait_until="networkidle")
    assert [url for url in asked if "recaptcha" in url] == []

    with guarded_page.expect_request("**/recaptcha/api.js?*"):
        guarded_page.get_by_label("First name").focus()


def test_tick_is_sent_and_the_inquiry_stored_as_passed(guarded_page, guarded_site, email):
    open_form(guarded_page)
    fill_form(guarded_page, email)
    guarded_page.get_by_label("I’m not a robot").check()
    token = guarded_page.locator("[name=g-recaptcha-response]").input_value()
    with guarded_page.expect_request(lambda request: request.method == "POST") as post:
        send(guarded_page)

    expect_thanks(guarded_page)
    assert f"g-recaptcha-response={token}" in post.value.post_data
    assert captcha_of(guarded_site, email) == "passed"


def test_forgotten_tick_can_be_made_good(guarded_page, guarded_site, email):
    open_form(guarded_page)
    fill_form(guarded_page, email)
    expect(guarded_page.get_by_label("I’m not a robot")).to_be_visible()
    send(guarded_page)
    guarded_page.get_by_role("link", name="Tick the box").click()
    guarded_page.get_by_label("I’m not a robot").check()
    send(guarded_page)

    expect_thanks(guarded_page)
    assert captcha_of(guarded_site, email) == "passed"


def test_blocked_recaptcha_costs_no_inquiry(guarded_page, guarded_site, problems, email):
    guarded_page.route("**/recaptcha/**", lambda route: route.abort())
    open_form(guarded_page)
    fill_form(guarded_page, email)
    status = guarded_page.get_by_role("status").filter(has_text="Send the form all the same")
    expect(status).to_be_visible()
    send(guarded_page)

    expect_thanks(guarded_page)
    assert captcha_of(guarded_site, email) == "unverified"
    [failed] = problems
    assert "api.js" in failed
    problems.clear()


def test_recaptcha_without_script_costs_no_inquiry(new_page, guarded_site, email):
    page = new_page(guarded_site.url, java_script_enabled=False)
    open_form(page)
    # playwright looks for no text in <noscript>, but the paragraph is there only without script
    expect(page.locator("noscript p")).to_be_visible()
    fill_form(page, email)
    send(page)

    expect_thanks(page)
    assert captcha_of(guarded_site, email) == "unverified"
