"""The first day of a member of staff: log in, set up a second factor, and log in again with it.

Every window's console is watched, so that the policy forbids nothing that these pages need.
"""

import uuid

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.hms_site.sign_in.people import counter_now

from .conftest import STAFF
from .pages import first_heading, tab_to
from .site import new_address
from .test_accessibility import EVERYTHING, OVERFLOW

pytestmark = [pytest.mark.browser, pytest.mark.once]
PASSWORD = STAFF["DJANGO_SUPERUSER_PASSWORD"]
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
WIDTHS = (360, 1280)
ARRIVED = "Promise.all(document.getAnimations().map(animation => animation.finished))"


@pytest.fixture(scope="module")
def strict_site(site):
    """The same site where a second factor is required. Passkeys need a name, not a number."""
    strict = site.configured(
        SITE_URL=new_address(), ALLOWED_HOSTS="127.0.0.1,localhost", SECOND_FACTOR="true"
    )
    with strict.served():
        yield strict.configured(SITE_URL=strict.url.replace("127.0.0.1", "localhost"))


@pytest.fixture
def name(strict_site):
    """A new account of the desk."""
    name = f"desk-{uuid.uuid4().hex[:8]}"
    strict_site.manage(
        "shell",
        "-c",
        "from django.contrib.auth.models import Group, User;"
        f"user = User.objects.create_user('{name}', password='{PASSWORD}', is_staff=True);"
        "user.groups.add(Group.objects.get(name='Inquiries desk'))",
    )
    return name


def log_in(page, name):
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def code_of(secret, steps=0):
    return format_hotp_value(hotp_value(secret, counter_now() + steps))


def set_up_an_app(page):
    page.get_by_role("link", name="Set up an app").click()
    expect(page.get_by_alt_text("The picture for your app")).to_be_visible()
    secret = page.locator(".access__key").inner_text()
    page.get_by_label("The six digits").fill(code_of(secret))
    page.get_by_role("button", name="Done").click()
    expect(first_heading(page)).to_have_text("Recovery codes")
    return secret


def log_out(page):
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()


@pytest.mark.parametrize("script", [True, False])
def test_first_day_with_an_app(strict_site, new_page, name, script):
    page = new_page(strict_site.url, java_script_enabled=script)
    page.goto("/admin/inquiries/inquiry/")
    log_in(page, name)
    expect(first_heading(page)).to_have_text("Second factor")

    secret = set_up_an_app(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save them as a file").click()
    recovery = saved.value.path().read_text().split()[-1]
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/admin/inquiries/inquiry/")

    log_out(page)
    log_in(page, name)
    page.get_by_label("Code from your app").fill(code_of(secret, steps=1))
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/admin/")

    log_out(page)
    log_in(page, name)
    page.get_by_label("Code from your app").fill(recovery)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/admin/")


def test_first_day_with_a_passkey(strict_site, new_page, name):
    page = new_page(strict_site.url)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto("/admin/")
    log_in(page, name)

    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/admin/")

    log_out(page)
    page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url("**/admin/")


def test_passkey_that_is_not_there_is_said_in_words(strict_site, new_page):
    page = new_page(strict_site.url)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY | {"isUserVerified": False}})
    page.goto("/accounts/login/")

    page.get_by_role("button", name="Log in with a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("That did not work", timeout=30_000)


def test_log_in_works_by_keyboard(strict_site, new_page, name):
    page = new_page(strict_site.url)
    page.goto("/admin/")
    tab_to(page, page.get_by_label("Username"))
    page.keyboard.type(name)
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    tab_to(page, page.get_by_role("link", name="Set up an app"))
    page.keyboard.press("Enter")
    expect(first_heading(page)).to_have_text("Set up an app")


def look_at(page, wrong):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(OVERFLOW) > 0:
            wrong.append(f"{page.url} scrolls sideways at {width} px")
    page.evaluate(Axe().axe_script)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(ARRIVED)  # the admin's buttons fade from one colour to the other
        found = page.evaluate("rules => axe.run(rules)", EVERYTHING)["violations"]
        wrong += [(page.url, scheme, violation["id"]) for violation in found]


def test_axe_finds_nothing_on_any_page(strict_site, new_page, name):
    page, wrong = new_page(strict_site.url), []
    for address in ("login", "password/reset", "password/reset/done", "signup", "inactive"):
        page.goto(f"/accounts/{address}/")
        look_at(page, wrong)
    page.goto("/accounts/password/reset/key/1-abc/")
    look_at(page, wrong)
    page.goto("/admin/")
    log_in(page, name)
    look_at(page, wrong)
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_label("The six digits").fill("1")
    page.get_by_role("button", name="Done").click()
    look_at(page, wrong)
    page.goto("/accounts/2fa/")
    set_up_an_app(page)
    look_at(page, wrong)
    for address in (
        "2fa",
        "2fa/webauthn/add",
        "2fa/webauthn",
        "2fa/recovery-codes",
        "2fa/recovery-codes/generate",
        "2fa/totp/deactivate",
        "2fa/reauthenticate",
        "sessions",
        "password/change",
        "reauthenticate",
        "logout",
    ):
        page.goto(f"/accounts/{address}/")
        look_at(page, wrong)
    assert wrong == []
