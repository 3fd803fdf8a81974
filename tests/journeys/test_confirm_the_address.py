"""Where Google is blocked and JavaScript is off, a person gets the brochure all the same."""

import pytest
from playwright.sync_api import expect

from .pages import expect_thanks, fill_form, open_form, send
from .site import new_address

pytestmark = pytest.mark.browser

TOKEN = """
from inquiries.models import Inquiry
from inquiries.references import mine_token
inquiry = Inquiry.objects.get(email="{email}")
print(mine_token(inquiry.pk, inquiry.prospect_id))
"""
OWED = """
    SELECT delivery.kind FROM inquiries_delivery delivery
    JOIN inquiries_inquiry inquiry ON inquiry.id = delivery.inquiry_id
    WHERE inquiry.email = %s ORDER BY delivery.kind
"""
DOUBT = "SELECT doubt FROM inquiries_inquiry WHERE email = %s"


def kinds_owed(site, email):
    return [kind for (kind,) in site.query(OWED, email)]


def test_brochure_comes_once_the_address_is_confirmed(new_page, guarded_site, email):
    """Every other address is out of reach: a request to any is a problem that fails the test."""
    page = new_page(guarded_site.url, java_script_enabled=False)
    open_form(page)
    fill_form(page, email)
    send(page)
    expect_thanks(page)
    expect(page.get_by_role("main")).to_contain_text("Please confirm the address")
    assert kinds_owed(guarded_site, email) == ["confirm"]

    press_the_button(page, guarded_site, email)

    assert kinds_owed(guarded_site, email) == ["brochure", "confirm", "notice"]
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your address is confirmed")
    guarded_site.deliver()
    [reference] = guarded_site.inquiries(email)
    assert any(reference in str(mail["Subject"]) for mail in guarded_site.mails(email))


def press_the_button(page, site, email):
    """As the form behind the mailed link does."""
    token = site.manage("shell", "-v", "0", "-c", TOKEN.format(email=email)).strip()
    [csrf] = [c["value"] for c in page.context.cookies() if c["name"] == "csrftoken"]
    answer = page.request.post(
        f"/brochure/mine/{token}/confirm/", form={"csrfmiddlewaretoken": csrf}
    )
    assert answer.ok


def test_form_that_back_brings_again_is_as_old_as_it_was(site, new_page, email):
    """Chromium fetches it anew; who mends a letter then is faster than anybody types."""
    watchful = site.configured(SITE_URL=new_address(), INQUIRY_MINIMUM_SECONDS="2")
    with watchful.served():
        page = new_page(watchful.url)
        open_form(page)
        fill_form(page, email)
        page.wait_for_timeout(2_500)
        send(page)
        expect_thanks(page)
        page.go_back()
        page.get_by_label("First name").fill("Adah")
        send(page)
        expect_thanks(page)

    assert watchful.query(DOUBT, email) == [("",), ("",)]
