"""The signed moment in every form: what its age says, and that it never costs an inquiry."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inquiries.form_token import moment_of, new_token
from inquiries.models import Delivery, Inquiry
from tests.inquiries.pages import BROCHURE, TICKED, Page, given_out, send

NO_STAMP = "Without the form’s own time stamp"
TOO_FAST = "Sent within 3 seconds of opening the form"
TOO_OLD = "Sent more than 3 days after opening the form"
FORGED = ["", None, "2026-11-25", "1795624012.3:", f"{new_token()}x", new_token()[1:], "é", "\0"]


def doubt():
    return Inquiry.objects.get().doubt


@pytest.mark.parametrize("ago", [{"seconds": 4}, {"hours": 20}, {"days": 2, "hours": 23}])
def test_form_of_a_person_is_beyond_doubt(client, answers, ago):
    send(client, answers | {"key": given_out(**ago)})

    assert doubt() == ""
    assert Delivery.objects.filter(kind=Delivery.Kind.BROCHURE).exists()


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        ({"seconds": 0}, TOO_FAST),
        ({"seconds": 2.5}, TOO_FAST),
        ({"hours": -5}, TOO_FAST),
        ({"days": 3, "minutes": 1}, TOO_OLD),
        ({"days": 4000}, TOO_OLD),
    ],
)
def test_form_of_an_odd_age_is_stored_in_doubt(client, answers, ago, said):
    assert send(client, answers | {"key": given_out(**ago)}).status_code == 303

    assert doubt() == said
    assert [delivery.kind for delivery in Delivery.objects.all()] == [Delivery.Kind.CONFIRM]


@pytest.mark.parametrize("key", FORGED)
def test_missing_or_forged_token_is_stored_in_doubt(client, answers, key):
    assert send(client, answers | {"key": key}).status_code == 303

    assert doubt() == NO_STAMP


def test_token_signed_for_another_purpose_is_none_of_ours(client, answers, settings):
    elsewhere = new_token()
    settings.SECRET_KEY = "another"

    assert moment_of(elsewhere) is None


def test_doubt_weighs_more_than_a_passed_check(client, answers, provider):
    send(client, answers | TICKED | {"key": given_out(seconds=1)})

    inquiry = Inquiry.objects.get()
    assert inquiry.captcha == Inquiry.Captcha.PASSED
    assert inquiry.awaits_confirmation


def test_minimum_of_nought_lets_any_haste_pass(client, answers, settings):
    settings.INQUIRY_MINIMUM_SECONDS = 0

    send(client, answers | {"key": given_out(seconds=0)})

    assert doubt() == ""


def test_corrected_form_counts_from_when_it_was_first_opened(client, answers):
    """Whoever mends one letter is faster than three seconds."""
    refused = Page(send(client, answers | {"email": "ada"})).would_send()

    send(client, refused | {"email": "ada@example.org"})

    assert refused["key"] == [answers["key"]]
    assert doubt() == ""


def test_form_sent_again_after_a_refusal_counts_from_when_it_was_first_opened(answers):
    browser = Client(enforce_csrf_checks=True)
    again = Page(send(browser, answers)).would_send()

    send(browser, again)

    assert doubt() == ""


def test_form_that_back_fetches_anew_is_as_old_as_the_first(client, answers):
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        client.get(BROCHURE)
    anew = Page(client.get(BROCHURE)).would_send()["key"]

    send(client, answers | {"key": anew})

    assert doubt() == ""


def test_cookie_of_the_form_is_the_forms_alone(client, answers):
    cookie = client.get(BROCHURE).cookies["form"]

    assert (cookie["path"], cookie["httponly"]) == (BROCHURE, True)
    assert moment_of(cookie.value)
    assert "form" not in client.get(BROCHURE).cookies
    assert "form" not in client.get("/programs/").cookies


def test_cookie_without_a_token_is_no_stamp(client, answers):
    client.get(BROCHURE)

    send(client, answers | {"key": ""})

    assert doubt() == NO_STAMP


@pytest.mark.parametrize("forged", ["x", "1.0:abc", "é"])
def test_forged_cookie_makes_no_form_older(client, answers, forged):
    client.cookies["form"] = forged

    send(client, answers | {"key": given_out(seconds=1)})

    assert doubt() == TOO_FAST


def test_second_click_on_a_form_sent_too_fast_changes_nothing(client, answers):
    form = answers | {"key": given_out(seconds=2)}
    first = send(client, form)
    with time_machine.travel(moment_of(form["key"]).timestamp() + 5, tick=False):
        second = send(client, form)

    assert (first.status_code, second.status_code) == (303, 303)
    assert doubt() == TOO_FAST
    assert Delivery.objects.count() == 1


def test_token_holds_the_moment_and_nothing_else(client, answers):
    with time_machine.travel(1_795_624_012.34, tick=False):
        token = Page(client.get(BROCHURE)).would_send()["key"][0]

    assert token.partition(":")[0] == "1795624012.340000"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.text(st.characters(exclude_categories=["Cs"]), max_size=205))
def test_no_text_is_a_token(key):
    assert moment_of(key) is None
