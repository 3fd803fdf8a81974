"""What Postmark and Mailgun post to us when a mail came back."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest

from inquiries.models import Change
from tests.factories import DeliveryFactory, InquiryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.inquiries.anymail_urls")]
KEY = "0123abc"
SECRET = "postmark:a-long-one"
SIGNING_KEY = "mailgun-signs-with-it"
POSTMARK = {
    "RecordType": "Bounce",
    "ID": 4323372036854775807,
    "Type": "HardBounce",
    "TypeCode": 1,
    "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
    "Metadata": {"delivery": KEY},
    "Email": "ada@example.org",
    "BouncedAt": "2026-11-05T16:33:54.9070259Z",
    "Description": "The server was unable to deliver your message.",
    "Details": "smtp;550 5.1.1 The account ada@example.org does not exist",
}
COMPLAINT = POSTMARK | {"RecordType": "SpamComplaint", "Type": "SpamComplaint"}


@pytest.fixture(autouse=True)
def provider(settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": SIGNING_KEY}


@pytest.fixture
def delivery():
    return DeliveryFactory(key=KEY, inquiry__wants_mail=True)


def report(client, event, provider="postmark", secret=SECRET):
    account = base64.b64encode(secret.encode()).decode()
    return client.post(
        f"/anymail/{provider}/tracking/",
        json.dumps(event),
        "application/json",
        headers={"Authorization": f"Basic {account}"},
    )


def mailgun(**event):
    signed = hmac.new(SIGNING_KEY.encode(), b"1700000000token", hashlib.sha256).hexdigest()
    signature = {"timestamp": "1700000000", "token": "token", "signature": signed}
    return {"signature": signature, "event-data": {"timestamp": 1700000000.5, **event}}


def test_bounce_stands_on_the_delivery_in_words(client, delivery):
    assert report(client, POSTMARK).status_code == 200

    delivery.refresh_from_db()
    assert delivery.returned == "Bounced: the mailbox does not exist or takes no mail"
    assert delivery.returned_at.replace(microsecond=0) == datetime(
        2026, 11, 5, 16, 33, 54, tzinfo=UTC
    )


def test_words_repeat_no_address(client, delivery):
    report(client, POSTMARK)

    delivery.refresh_from_db()
    assert "example.org" not in delivery.returned


def test_first_report_stays(client, delivery):
    report(client, POSTMARK)
    report(client, POSTMARK | {"BouncedAt": "2026-11-06T00:00:00Z", "Type": "BadEmailAddress"})

    delivery.refresh_from_db()
    assert delivery.returned.startswith("Bounced")
    assert delivery.returned_at.day == 5


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        ("BadEmailAddress", "Rejected: the address is none"),
        ("Blocked", "Rejected: the mail server or our provider refuses such mail"),
        ("Unconfirmed", "Rejected: no reason was given"),
    ],
)
def test_each_reason_has_its_words(client, delivery, type_, words):
    report(client, POSTMARK | {"Type": type_})

    delivery.refresh_from_db()
    assert delivery.returned == words


@pytest.mark.parametrize("type_", ["Transient", "AutoResponder", "Unknown"])
def test_mail_that_is_only_late_or_answered_did_not_come_back(client, delivery, type_):
    report(client, POSTMARK | {"Type": type_})

    delivery.refresh_from_db()
    assert (delivery.returned_at, delivery.returned) == (None, "")


def test_complaint_ends_further_mail_for_all_inquiries_of_the_person(client, delivery):
    other = InquiryFactory(prospect=delivery.inquiry.prospect, wants_mail=True)
    someone_else = InquiryFactory(wants_mail=True)

    report(client, COMPLAINT)

    for inquiry in (delivery.inquiry, other, someone_else):
        inquiry.refresh_from_db()
    delivery.refresh_from_db()
    assert delivery.returned == "Complained: they marked a mail of ours as spam"
    assert [delivery.inquiry.wants_mail, other.wants_mail] == [False, False]
    assert someone_else.wants_mail


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "notice"},
        {"kind": "new_address", "address": "new@example.org"},
        {"kind": "brochure", "address": "new@example.org"},
    ],
)
def test_complaint_of_somebody_else_leaves_the_wish_for_mail(client, delivery, sent):
    type(delivery).objects.update(**sent)

    report(client, COMPLAINT)

    delivery.refresh_from_db()
    assert delivery.returned.startswith("Complained")
    assert delivery.inquiry.wants_mail


def test_complaint_that_comes_twice_is_noted_once(client, delivery):
    report(client, COMPLAINT)
    report(client, COMPLAINT)

    [change] = Change.objects.all()
    assert change.inquiry == delivery.inquiry
    assert change.what == "Further mail ended, as our mail provider reported: complained"


def test_bounce_leaves_the_wish_for_mail(client, delivery):
    report(client, POSTMARK)

    delivery.inquiry.refresh_from_db()
    assert delivery.inquiry.wants_mail


def test_mailguns_bounce_is_known_by_its_message_id(client, delivery):
    message = {"headers": {"message-id": f"{KEY}@masters.example.org"}}
    event = mailgun(event="failed", severity="permanent", reason="bounce", message=message)

    assert report(client, event, "mailgun").status_code == 200

    delivery.refresh_from_db()
    assert delivery.returned == "Bounced: the mailbox does not exist or takes no mail"


def test_mailguns_temporary_failure_did_not_come_back(client, delivery):
    said = {"delivery": KEY}
    event = mailgun(event="failed", severity="temporary", **{"user-variables": said})

    assert report(client, event, "mailgun").status_code == 200

    delivery.refresh_from_db()
    assert delivery.returned_at is None


@pytest.mark.parametrize("metadata", [{}, {"delivery": "another"}])
def test_report_about_an_unknown_mail_is_taken_and_left_alone(client, delivery, metadata):
    assert report(client, POSTMARK | {"Metadata": metadata}).status_code == 200

    delivery.refresh_from_db()
    assert delivery.returned_at is None


def test_report_about_an_erased_person_changes_only_the_delivery(client, delivery):
    nobody = {"prospect": None, "first_name": "", "last_name": "", "email": ""}
    type(delivery.inquiry).objects.update(**nobody)

    assert report(client, COMPLAINT).status_code == 200

    assert not Change.objects.exists()


@pytest.mark.errors_expected
def test_report_without_the_secret_is_refused(client, delivery):
    assert report(client, POSTMARK, secret="postmark:guessed").status_code == 400

    delivery.refresh_from_db()
    assert delivery.returned_at is None


@pytest.mark.errors_expected
def test_report_with_a_forged_signature_is_refused(client, delivery):
    event = mailgun(event="complained", **{"user-variables": {"delivery": KEY}})
    event["signature"]["signature"] = "0" * 64

    assert report(client, event, "mailgun").status_code == 400


@pytest.mark.urls("hms_site.urls")
def test_nothing_listens_when_no_provider_is_set(client):
    """The address is one of the page tree's, which has none there and takes no posts."""
    assert client.get("/anymail/postmark/tracking/").status_code == 404
    assert report(client, POSTMARK).status_code == 405
