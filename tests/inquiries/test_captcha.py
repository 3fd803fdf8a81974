"""The captcha's verdict: when it is asked for, and what each answer means for the visitor."""

import pytest

from inquiries.actions import STORED
from inquiries.captcha import TALLY
from inquiries.models import Delivery, Inquiry
from tests.inquiries.pages import TICKED, Page, kept, send

EXPIRED = "The check has expired or failed. Tick the box once more."
UNTICKED = "Tick the box “I’m not a robot” before you send the form."


def captcha_message(response):
    """What the summary says about the captcha; the captcha says it once more."""
    page = Page(response)
    message = page.summary()["id_captcha"]
    assert page.with_id("id_captcha") is not None
    assert page.text.count(message) == 2
    return message


def stored_outcome():
    return Inquiry.objects.get().captcha


def test_tick_that_the_provider_confirms_is_passed(client, answers, provider):
    response = send(client, answers | TICKED)

    assert response.status_code == 303
    assert stored_outcome() == Inquiry.Captcha.PASSED


def test_provider_learns_the_token_and_nothing_about_the_visitor(client, answers, provider):
    send(client, answers | TICKED, REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="192.0.2.8")

    assert provider.asked == [{"secret": "secret-key", "response": "the-token"}]
    (headers,) = provider.headers_seen
    assert set(headers) <= {
        "Accept-Encoding",
        "Connection",
        "Content-Length",
        "Content-Type",
        "Host",
        "User-Agent",
    }


@pytest.mark.parametrize(
    "errors",
    [["invalid-input-response"], ["timeout-or-duplicate"], ["missing-input-response"], [], None],
)
def test_tick_that_the_provider_refuses_is_asked_for_again(client, answers, provider, errors):
    provider.verdict = {"success": False, "error-codes": errors}

    response = send(client, answers | TICKED)

    assert response.status_code == 422
    assert captcha_message(response) == EXPIRED
    assert kept(response, answers) == answers
    assert not Inquiry.objects.exists()


def test_refused_token_is_not_sent_once_more(client, answers, provider):
    provider.verdict = {"success": False}
    refused = send(client, answers | TICKED)

    assert "g-recaptcha-response" not in Page(refused).would_send()


def test_box_ticked_anew_after_a_refusal_is_passed(client, answers, provider):
    provider.verdict = {"success": False}
    again = Page(send(client, answers | TICKED)).would_send()
    provider.verdict = {"success": True}

    assert send(client, again | TICKED).status_code == 303
    assert stored_outcome() == Inquiry.Captcha.PASSED


def test_box_that_was_shown_must_be_ticked(client, answers, provider):
    response = send(client, answers | {"captcha-shown": "1"})

    assert response.status_code == 422
    assert captcha_message(response) == UNTICKED
    assert kept(response, answers) == answers
    assert provider.asked == []


@pytest.mark.parametrize("token", [None, "", " "])
def test_box_that_was_never_shown_makes_an_unverified_inquiry(client, answers, provider, token):
    assert send(client, answers | {"g-recaptcha-response": token}).status_code == 303

    assert stored_outcome() == Inquiry.Captcha.UNVERIFIED
    assert Delivery.objects.count() == 1
    assert provider.asked == []


def test_token_is_not_spent_on_a_form_with_mistakes(client, answers, provider):
    """It counts once: spent, the visitor would have to tick the box again for a typing error."""
    wrong = send(client, answers | TICKED | {"email": "ada"})
    asked_before = len(provider.asked)
    right = send(client, answers | TICKED)

    assert (wrong.status_code, asked_before) == (422, 0)
    assert (right.status_code, len(provider.asked)) == (303, 1)


def test_second_click_of_a_double_click_gets_the_thanks_page(client, answers, provider):
    """Its token is spent, and its inquiry stored: an error would make the visitor doubt that."""
    first, second = send(client, answers | TICKED), send(client, answers | TICKED)

    assert (first.status_code, second.status_code) == (303, 303)
    assert stored_outcome() == Inquiry.Captcha.PASSED
    assert Page(client.get(first["Location"])).text == Page(client.get(second["Location"])).text


def test_spent_token_with_a_corrected_answer_is_asked_for_again(client, answers, provider):
    send(client, answers | TICKED)

    response = send(client, answers | TICKED | {"first_name": "Adah"})

    assert captcha_message(response) == EXPIRED
    assert Inquiry.objects.count() == 1


def test_token_with_control_characters_is_asked_for_again(client, answers, provider):
    response = send(client, answers | TICKED | {"g-recaptcha-response": "\0"})

    assert captcha_message(response)
    assert provider.asked == []


@pytest.mark.parametrize(
    ("name", "value"), [("RECAPTCHA_PRIVATE_KEY", ""), ("RECAPTCHA_CHECK", False)]
)
def test_without_the_check_nothing_is_asked_and_the_outcome_says_so(
    client, answers, provider, settings, name, value
):
    setattr(settings, name, value)

    assert send(client, answers | TICKED).status_code == 303
    assert stored_outcome() == Inquiry.Captcha.OFF
    assert provider.asked == []


def test_outcomes_are_counted(client, answers, provider):
    passed, stored = TALLY.read()["passed",], STORED.read()["passed",]

    send(client, answers | TICKED)
    send(client, answers | TICKED)  # once more by accident

    assert (TALLY.read()["passed",], STORED.read()["passed",]) == (passed + 1, stored + 1)
