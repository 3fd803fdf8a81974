"""Mails through a provider's API, over a real socket."""

import pytest

from inquiries.models import Delivery
from inquiries.outbox import deliver_due
from tests.factories import DeliveryFactory
from tests.fakes.mail_provider import MailProvider

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def provider(settings):
    settings.SITE_URL = "https://masters.example.org"
    settings.EMAIL_PROVIDER = "postmark"
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    with MailProvider() as server:
        settings.ANYMAIL = {
            "POSTMARK_SERVER_TOKEN": "the-key",
            "POSTMARK_API_URL": server.address,
            "REQUESTS_TIMEOUT": 0.5,
        }
        yield server


def after_a_round(who):
    delivery = DeliveryFactory(inquiry__email=f"{who}@example.org", key="0123abc")
    deliver_due()
    delivery.refresh_from_db()
    return delivery


def test_mail_goes_to_the_provider_with_both_parts_and_our_key(provider):
    delivery = after_a_round("ada")

    [mail] = provider.taken
    assert (delivery.state, provider.tokens) == (State.SENT, ["the-key"])
    assert mail["To"] == "ada@example.org"
    assert "Your brochure" in mail["TextBody"]
    assert "Your brochure" in mail["HtmlBody"]


def test_provider_is_told_what_to_report_with(provider):
    after_a_round("ada")

    [mail] = provider.taken
    headers = {header["Name"]: header["Value"] for header in mail["Headers"]}
    assert mail["Metadata"] == {"delivery": "0123abc"}
    assert headers["Message-ID"] == "<0123abc@masters.example.org>"
    assert headers["X-PM-KeepID"] == "true"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_address_on_the_providers_list_is_dead_at_once(provider):
    delivery = after_a_round("refused")

    assert (delivery.state, delivery.attempts) == (State.DEAD, 1)
    assert "recipients were rejected" in delivery.error


@pytest.mark.parametrize("who", ["broken", "silent"])
def test_provider_that_fails_is_asked_again_later(provider, who):
    assert after_a_round(who).state == State.PENDING
