"""The provider is down, slow or talks nonsense: no reason to turn a person away."""

import socket
import time
from functools import partial

import pytest
import trustme
from django.test import Client

from inquiries import verifying
from inquiries.models import Delivery, Inquiry
from tests.inquiries.pages import TICKED, send
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.errors_expected

NONSENSE = {
    "HTML": b"<!doctype html><title>Sorry</title>",
    "nothing": b"",
    "not UTF-8": b"\xff\xfe\xfd",
    "half of it": b'{"success": tr',
    "list": [],
    "null": None,
    "text": "success",
    "number": 1,
    "no verdict": {},
    "codes as number": {"success": False, "error-codes": 5},
    "codes in codes": {"success": False, "error-codes": [["invalid-input-response"]]},
}


def assert_stored_unverified(response, caplog):
    assert response.status_code == 303
    assert Inquiry.objects.get().captcha == Inquiry.Captcha.UNVERIFIED
    assert Delivery.objects.count() == 1
    (record,) = [record for record in caplog.records if record.name == "inquiries.captcha"]
    assert record.levelname == "ERROR"
    for personal in ("Ada", "ada@example.org", "the-token", "secret-key"):
        assert personal not in caplog.text


@pytest.mark.parametrize("verdict", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_no_verdict(client, answers, provider, caplog, verdict):
    provider.verdict = verdict

    assert_stored_unverified(send(client, answers | TICKED), caplog)


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 502, 503])
def test_error_status_is_no_verdict(client, answers, provider, caplog, status):
    provider.status = status

    assert_stored_unverified(send(client, answers | TICKED), caplog)


@pytest.mark.parametrize("code", ["invalid-input-secret", "missing-input-secret", "bad-request"])
def test_our_own_wrong_keys_are_not_the_visitors_fault(client, answers, provider, caplog, code):
    provider.verdict = {"success": False, "error-codes": [code, "invalid-input-response"]}

    assert_stored_unverified(send(client, answers | TICKED), caplog)
    assert code in caplog.text


@pytest.mark.parametrize("how", ["hangs_up", "stops_short"])
def test_provider_that_breaks_the_line_is_no_verdict(client, answers, provider, caplog, how):
    setattr(provider, how, True)

    assert_stored_unverified(send(client, answers | TICKED), caplog)


def test_provider_that_says_nothing_costs_the_timeout_and_no_more(
    client, answers, provider, settings, caplog
):
    provider.silent = True
    settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 0.3
    start = time.perf_counter()

    response = send(client, answers | TICKED)

    assert 0.3 <= time.perf_counter() - start < 3
    assert_stored_unverified(response, caplog)


@pytest.mark.parametrize("drips", ["head", "body"])
def test_provider_that_drips_costs_the_timeout_and_its_line_is_cut(
    client, answers, provider, settings, caplog, drips
):
    provider.drips = drips
    settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 0.5
    start = time.perf_counter()

    response = send(client, answers | TICKED)

    assert 0.5 <= time.perf_counter() - start < 3
    assert_stored_unverified(response, caplog)
    assert provider.dripped_out.wait(5)


def test_after_a_timeout_nothing_is_asked_for_a_while(client, answers, provider, settings):
    provider.silent = True
    settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 0.3
    for name in ("Ada", "Adah", "Adam"):
        assert send(client, answers | TICKED | {"first_name": name}).status_code == 303

    assert len(provider.asked) == 1
    assert [i.captcha for i in Inquiry.objects.all()] == [Inquiry.Captcha.UNVERIFIED] * 3


def test_after_the_pause_the_provider_is_asked_again(
    client, answers, provider, settings, monkeypatch
):
    provider.silent = True
    settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 0.3
    monkeypatch.setattr(verifying, "PAUSE", 0)
    send(client, answers | TICKED)
    provider.silent = False
    settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 2

    send(client, answers | TICKED | {"first_name": "Adah"})

    assert Inquiry.objects.get(first_name="Adah").captcha == Inquiry.Captcha.PASSED


@pytest.mark.django_db(transaction=True)
def test_hanging_provider_holds_two_forms_and_no_more(answers, provider, settings):
    provider.silent = True
    settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 2

    def seconds(number):
        start = time.perf_counter()
        form = answers | TICKED | {"email": f"ada{number}@example.org"}
        assert send(Client(), form).status_code == 303
        return time.perf_counter() - start

    taken = sorted(at_once([partial(seconds, number) for number in range(10)]))

    assert taken[7] < 2
    assert taken[9] < 5
    assert len(provider.asked) <= verifying.THREADS
    assert Inquiry.objects.filter(captcha=Inquiry.Captcha.UNVERIFIED).count() == 10


def test_provider_that_cannot_be_reached_is_no_verdict(client, answers, provider, settings, caplog):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and never listening
        settings.RECAPTCHA_DOMAIN = f"127.0.0.1:{nobody.getsockname()[1]}"

        assert_stored_unverified(send(client, answers | TICKED), caplog)


def test_provider_that_nobody_vouches_for_is_not_trusted(
    client, answers, provider, monkeypatch, tmp_path, caplog
):
    trustme.CA().cert_pem.write_to_path(tmp_path / "other.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))

    assert_stored_unverified(send(client, answers | TICKED), caplog)
    assert provider.asked == []


def test_same_form_after_an_outage_is_stored_once(client, answers, provider):
    provider.status = 500
    for _ in range(2):
        assert send(client, answers | TICKED).status_code == 303

    assert Inquiry.objects.count() == 1
