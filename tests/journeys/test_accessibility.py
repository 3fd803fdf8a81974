"""Every kind of page, on a phone and on a desk, light and dark: axe finds nothing to mend.

The windows also note script errors, CSP violations and missing files; see conftest.py.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .pages import (
    expect_thanks,
    fill_form,
    first_heading,
    open_form,
    read_brochure,
    send,
)
from .site import new_address

pytestmark = [pytest.mark.browser, pytest.mark.once]

ADDRESSES = {
    "home": "/",
    "programs": "/programs/",
    "open program": "/programs/bioethics/",
    "planner": "/programs/bioethics/plan/?take=CORE-2~STUDY:9~XXX",
    "comparison": "/programs/compare/?p=bioethics&p=immunology&p=medical-education",
    "choice of what to compare": "/programs/compare/",
    "paused program": "/programs/immunology/",
    "retired program": "/programs/clinical-investigation/",
    "form": "/brochure/?program=bioethics",
    "expired thanks": "/brochure/thanks/no-such-token/",
    "expired brochure": "/brochure/no-such-token/",
    "new link to my inquiry": "/brochure/mine/",
    "expired link to my inquiry": "/brochure/mine/no-such-token/",
    "new link is sent": "/brochure/mine/sent/",
    "inquiry is erased": "/brochure/mine/erased/",
    "news": "/news/",
    "news item": "/news/raising-the-bar-for-medical-ai/",
    "news, nothing found": "/news/?topic=education&kind=film",
    "events": "/events/",
    "past events": "/events/?when=past",
    "event": "/events/50-years-of-diversity-and-inclusion/",
    "section": "/about-hms/",
    "page": "/about-hms/contact-hms/",
    "page with figures": "/about-hms/facts-and-figures/",
    "search": "/search/",
    "results": "/search/?q=immunology",
    "no results": "/search/?q=xylophone",
    "unknown address": "/no-such-page/",
}
# its preloading adds inline styles, which our CSP refuses
EVERYTHING = {"resultTypes": ["violations"], "preload": False}
# what a colour scheme can change
COLOURS = EVERYTHING | {"runOnly": ["color-contrast"]}
LOOKS = [
    ("light", "none", EVERYTHING),
    ("dark", "none", COLOURS),
    ("dark", "active", EVERYTHING),
]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_page_is_accessible(page, address):
    page.goto(address)

    assert findings(page) == []


def test_form_with_errors_is_accessible(page):
    open_form(page)
    send(page)

    assert findings(page) == []


def test_form_with_recaptcha_is_accessible(new_page, guarded_site):
    page = new_page(guarded_site.url)
    open_form(page)

    assert findings(page) == []


def test_thanks_page_is_accessible(page, email):
    open_form(page)
    fill_form(page, email)
    send(page)
    expect_thanks(page)

    assert findings(page) == []


def test_brochure_page_is_accessible(page, email):
    open_form(page)
    fill_form(page, email)
    send(page)
    read_brochure(page)

    expect(page.get_by_role("button", name="Print this page")).to_be_visible()
    assert findings(page) == []


def test_pages_of_my_inquiry_are_accessible(page, email):
    open_form(page)
    fill_form(page, email)
    send(page)
    expect_thanks(page)
    page.get_by_role("link", name="See, correct or erase").click()
    expect(first_heading(page)).to_have_text("Your inquiry")

    assert findings(page) == []
    for name in ("Correct this", "Change the address", "Erase it"):
        page.get_by_role("link", name=name).click()
        assert findings(page) == []
        page.go_back()


def test_page_after_a_lost_cookie_is_accessible(page, email):
    open_form(page)
    fill_form(page, email)
    page.context.clear_cookies()
    send(page)

    assert findings(page) == []


def test_page_after_too_many_posts_is_accessible(site, new_page):
    busy = site.configured(SITE_URL=new_address(), INQUIRY_RATE="1")
    with busy.served():
        page = new_page(busy.url)
        for _ in range(2):
            open_form(page)
            send(page)

        assert findings(page) == []


def findings(page):
    page.get_by_role("heading", level=1).wait_for()
    page.evaluate(Axe().axe_script)
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(OVERFLOW) > 0:
            found.append(f"{width} px: scrolls sideways")
        for scheme, forced, rules in LOOKS:
            page.emulate_media(color_scheme=scheme, forced_colors=forced)
            violations = page.evaluate("rules => axe.run(rules)", rules)["violations"]
            found += [
                f"{width} px, {scheme}, forced {forced}: {violation['help']}: {node['html']}"
                for violation in violations
                for node in violation["nodes"]
            ]
    return found
