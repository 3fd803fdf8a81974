"""An inquiry is passed on to the CRM: what is said, how it is signed, and what its answers mean."""

import base64
import hmac
import json
import socket
import time
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from inquiries import webhook
from inquiries.models import Delivery, Inquiry
from inquiries.outbox import deliver_due
from tests.factories import (
    DeliveryFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ProgramRoutingFactory,
)
from tests.inquiries.pages import send

pytestmark = pytest.mark.django_db
State = Delivery.State


def owed(**routing):
    """A call that is owed for an inquiry about one program."""
    code = ProgramRoutingFactory(program__short_name="Immunology", **routing)
    asked = InquiryProgramFactory(program=code.program, name="Master of Immunology")
    return DeliveryFactory(inquiry=asked.inquiry, kind=Delivery.Kind.WEBHOOK)


def after(delivery):
    deliver_due()
    delivery.refresh_from_db()
    return delivery


def test_inquiry_is_passed_on_with_its_codes(crm):
    delivery = owed(crm_code="MMSC-IMM")
    inquiry = delivery.inquiry
    inquiry.country, inquiry.entry_year = "CI", 2027
    inquiry.save()

    assert after(delivery).state == State.SENT

    event = json.loads(crm.taken[0])
    assert event["type"] == "inquiry.received"
    assert event["data"] | {"received_at": ""} == {
        "reference": inquiry.reference,
        "received_at": "",
        "salutation": "",
        "first_name": "Ada",
        "last_name": "Example",
        "email": inquiry.email,
        "country": {"code": "CI", "name": "Côte d'Ivoire"},
        "employer": "",
        "programs": [{"code": "MMSC-IMM", "name": "Master of Immunology"}],
        "interests": [],
        "entry_year": 2027,
        "plan": None,
        "wants_further_mail": False,
    }


def test_plan_that_was_asked_about_goes_along(crm, settings):
    delivery = owed(crm_code="MMSC-IMM")
    Inquiry.objects.filter(pk=delivery.inquiry_id).update(
        plan="/programs/immunology/plan/?way=full-time&take=CORE-1~CORE-2"
    )
    settings.SITE_URL = "https://masters.example.org"

    after(delivery)

    assert json.loads(crm.taken[0])["data"]["plan"] == {
        "name": "immunology, full-time, 2 courses",
        "url": "https://masters.example.org/programs/immunology/plan/?way=full-time&take=CORE-1~CORE-2",
    }


def test_call_is_signed_and_named_by_its_key(crm):
    delivery = after(owed())

    headers = crm.headers[0]
    signed = f"{delivery.key}.{headers['webhook-timestamp']}.".encode() + crm.taken[0]
    digest = hmac.digest(b"only-for-the-tests", signed, "sha256")
    assert headers["webhook-id"] == delivery.key
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    assert headers["path"] == "/inquiries?from=site"


@pytest.mark.parametrize(("text", "key"), [("plain text", b"plain text"), ("whsec_QQ==", b"A")])
def test_secret_may_be_any_text_or_base64_that_says_so(settings, text, key):
    settings.WEBHOOK_SECRET = text

    assert webhook.secret() == key


@pytest.mark.parametrize("status", [200, 204, 409])
def test_taken_or_known_already_is_sent(crm, status):
    crm.status = status

    assert after(owed()).state == State.SENT


@pytest.mark.parametrize("status", [500, 503, 429])
def test_trouble_of_the_crm_is_waited_out(crm, status):
    crm.status, crm.said = status, b"Busy"
    delivery = after(owed())

    assert (delivery.state, delivery.error) == (State.PENDING, f"The CRM answered {status}: Busy")


@pytest.mark.parametrize("status", [301, 302, 400, 401, 404, 422])
def test_no_is_for_good_and_says_why(crm, status):
    crm.status, crm.said, crm.more = status, b"No <such> field\0", {"Location": crm.url}
    delivery = after(owed())

    assert (delivery.state, delivery.attempts, len(crm.headers)) == (State.DEAD, 1, 1)
    assert delivery.error == f"The CRM answered {status}: No <such> field"


def test_long_answer_is_cut(crm):
    crm.status, crm.said = 400, b"x" * 1_000_000

    assert len(after(owed()).error) < webhook.MOST_READ + 50


@pytest.mark.parametrize(
    ("wish", "minutes"),
    [("600", 10), ("1", 1), ("99999999999999999999", 360), ("soon", 1), ("²", 1), ("-5", 1)],
)
def test_wish_to_wait_is_honored_within_bounds(crm, wish, minutes):
    crm.status, crm.more = 503, {"Retry-After": wish.encode("latin-1").decode("latin-1")}
    pause = after(owed()).next_at - timezone.now()

    assert timedelta(minutes=minutes * 0.85) < pause < timedelta(minutes=minutes * 1.15)


def test_program_without_a_code_waits_on_the_desk_with_the_reason(crm):
    delivery = after(owed(crm_code=""))

    assert (delivery.state, crm.headers) == (State.DEAD, [])
    assert delivery.error == (
        "Immunology has no CRM code. Enter it under Routing of programs, then retry."
    )


def test_all_programs_without_a_code_are_named(crm):
    delivery = owed(crm_code="")
    InquiryProgramFactory(inquiry=delivery.inquiry, program__short_name="Bioethics")

    assert "Immunology and Bioethics have no CRM code. Enter them" in after(delivery).error


def test_code_that_was_entered_lets_it_pass(crm):
    crm.codes = {"MMSC-IMM"}
    delivery = after(owed(crm_code=""))
    delivery.inquiry.programs.get().program.routing.__class__.objects.update(crm_code="MMSC-IMM")
    Delivery.objects.retry()

    assert after(delivery).state == State.SENT


def test_code_that_the_crm_does_not_know_is_for_good(crm):
    crm.codes = {"OTHER"}

    assert "Unknown program" in after(owed()).error


def test_event_that_was_taken_before_the_line_broke_comes_again_under_its_key(crm):
    crm.hangs_up = True
    delivery = after(owed())
    assert (delivery.state, delivery.attempts) == (State.PENDING, 1)

    crm.hangs_up, crm.status = False, 409
    with time_machine.travel(delivery.next_at):
        assert after(delivery).state == State.SENT
    assert crm.events() == {delivery.key: 2}


def test_no_crm_at_all_is_waited_out(crm, settings):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and never listening
        settings.WEBHOOK_URL = f"http://127.0.0.1:{nobody.getsockname()[1]}/"

        delivery = after(owed())

    assert delivery.state == State.PENDING
    assert delivery.error == "The CRM could not be reached: ConnectionRefusedError"


def test_crm_that_says_nothing_costs_a_step(crm, monkeypatch):
    monkeypatch.setattr(webhook, "SECONDS_PER_STEP", 0.3)
    crm.silent = True

    assert after(owed()).error == "The CRM could not be reached: TimeoutError"


def test_crm_that_drips_costs_no_more_than_the_limit(crm, monkeypatch):
    monkeypatch.setattr(webhook, "SECONDS_IN_ALL", 0.5)
    crm.drips = True
    begun = time.monotonic()

    delivery = after(owed())

    assert delivery.state == State.PENDING
    assert time.monotonic() - begun < 3


def test_certificate_of_nobody_we_trust_is_refused(provider, settings, monkeypatch):
    settings.WEBHOOK_SECRET = "secret"
    settings.WEBHOOK_URL = f"https://{provider.address}/"
    monkeypatch.delenv("SSL_CERT_FILE")

    assert "SSLCertVerificationError" in after(owed()).error
    assert provider.headers_seen == []


def test_failure_is_logged_without_anything_personal(crm, caplog):
    crm.status, crm.said = 400, b"ada@example.org is unknown"
    delivery = after(owed())

    logged = [r.getMessage() for r in caplog.records if r.name.startswith("inquiries")]
    assert logged == [f"Delivery {delivery.pk} failed: NotPassedOn"]


def test_stored_inquiry_is_owed_to_the_crm_when_there_is_one(client, answers, crm):
    send(client, answers)

    assert Delivery.objects.filter(kind=Delivery.Kind.WEBHOOK).count() == 1


@pytest.mark.parametrize("more", [{"website": "x"}, {"captcha-shown": None}])
def test_spam_is_not_passed_on_nor_what_is_in_doubt(client, answers, crm, provider, more):
    send(client, answers | more)

    assert not Delivery.objects.filter(kind=Delivery.Kind.WEBHOOK).exists()


def test_any_text_goes_over_the_line_as_it_was_given(crm):
    delivery = owed()
    delivery.inquiry.first_name = '李 \u200f שרה " \\ <b>'
    delivery.inquiry.save()

    after(delivery)

    assert json.loads(crm.taken[0])["data"]["first_name"] == '李 \u200f שרה " \\ <b>'


def test_inquiry_without_country_says_so_plainly(crm):
    after(owed())

    assert json.loads(crm.taken[0])["data"]["country"] == {"code": "", "name": ""}


def test_two_inquiries_of_a_person_are_two_events(crm):
    first = owed()
    second = DeliveryFactory(
        inquiry=InquiryFactory(prospect=first.inquiry.prospect), kind=Delivery.Kind.WEBHOOK
    )

    deliver_due()

    assert set(crm.events()) == {first.key, second.key}
