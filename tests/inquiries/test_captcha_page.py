"""What pages let the captcha's provider do: run on the form when keys are set, else nothing."""

import pytest

from tests.factories import InquiryFactory
from tests.inquiries.pages import BROCHURE, Page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(settings):
    settings.RECAPTCHA_PUBLIC_KEY = "site-key"
    settings.RECAPTCHA_PRIVATE_KEY = "secret-key"
    settings.RECAPTCHA_DOMAIN = "captcha.example.org"


def policy(response):
    directives = response["Content-Security-Policy"].split(";")
    return {name: set(sources) for name, *sources in map(str.split, directives)}


def test_form_page_lets_the_provider_in(client, keys):
    allowed = policy(client.get(BROCHURE))

    provider = "https://captcha.example.org/recaptcha/"
    assert allowed["script-src"] == {"'self'", provider, "https://www.gstatic.com/recaptcha/"}
    assert allowed["frame-src"] == {provider}
    assert allowed["default-src"] == {"'none'"}
    assert allowed["style-src"] == {"'self'"}


def test_form_with_mistakes_lets_the_provider_in(client, keys, answers):
    response = send(client, answers | {"email": ""})

    assert "https://captcha.example.org/recaptcha/" in policy(response)["script-src"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("RECAPTCHA_PUBLIC_KEY", ""), ("RECAPTCHA_PRIVATE_KEY", ""), ("RECAPTCHA_CHECK", False)],
)
def test_form_page_without_the_check_lets_nobody_in(client, keys, settings, name, value):
    setattr(settings, name, value)

    response = client.get(BROCHURE)

    assert policy(response)["script-src"] == {"'self'"}
    assert "frame-src" not in policy(response)
    assert Page(response).with_id("id_captcha") is None


@pytest.mark.parametrize(
    ("debug", "key", "said"), [(True, "", True), (True, "k", False), (False, "", False)]
)
def test_developer_is_told_that_the_check_is_off(client, keys, settings, debug, key, said):
    settings.DEBUG, settings.RECAPTCHA_PUBLIC_KEY = debug, key

    page = Page(client.get(BROCHURE))

    assert ("check for robots is off" in page.text) is said
    assert (page.with_id("id_captcha") is not None) is bool(key)


@pytest.mark.parametrize("path", ["/", "/programs/", "/news/", "/nowhere/", "/admin/login/"])
def test_other_pages_let_nobody_in(client, keys, path):
    client.get(BROCHURE)

    allowed = policy(client.get(path))

    assert allowed["script-src"] == {"'self'"}
    assert "frame-src" not in allowed


def test_thanks_page_lets_nobody_in(client, keys):
    allowed = policy(client.get(InquiryFactory().thanks_url()))

    assert allowed["script-src"] == {"'self'"}


def test_secret_key_is_on_no_page(client, keys, answers):
    for response in (client.get(BROCHURE), send(client, answers | {"email": ""})):
        assert "secret-key" not in response.content.decode()
        assert "site-key" in response.content.decode()
