"""What one sent form stores: all of it, once, or nothing."""

import secrets

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inquiries.consent import Purpose, current
from inquiries.models import (
    Consent,
    Delivery,
    Inquiry,
    InquiryInterest,
    InquiryProgram,
    Prospect,
)
from inquiries.references import ALPHABET
from tests.factories import InquiryFactory, ProgramFactory, TeamMemberFactory
from tests.inquiries.pages import Page, given_out, send

EVERYTHING = [Inquiry, InquiryProgram, InquiryInterest, Consent, Delivery, Prospect]
WHOLE = [1, 1, 1, 1, 2, 1]  # the brochure and the notice are two deliveries


def number_of_rows():
    return [model.objects.count() for model in EVERYTHING]


def test_all_answers_are_stored(client, answers):
    bioethics = ProgramFactory(official_name="Master of Bioethics", slug="bioethics")
    more = {"country": "CI", "employer": "Example Hospital", "wants_mail": "on"}

    send(client, answers | more | {"programs": [bioethics.slug, *answers["programs"]]})

    inquiry = Inquiry.objects.get()
    assert inquiry.email == inquiry.prospect.email == "ada@example.org"
    assert (inquiry.country.code, inquiry.employer) == ("CI", "Example Hospital")
    assert inquiry.wants_mail
    assert [str(p) for p in inquiry.programs.all()] == [
        "Master of Bioethics",
        "Master of Immunology",
    ]
    assert [str(i) for i in inquiry.interests.all()] == ["Student"]
    assert set(inquiry.consents.values_list("purpose", "version", "given_at")) == {
        (purpose, current(purpose).version, inquiry.created_at) for purpose in Purpose
    }
    assert inquiry.state == Inquiry.State.NEW


def test_brochure_and_notice_are_owed(client, answers):
    send(client, answers)

    owed = Delivery.objects.order_by("pk").values_list("kind", "state", "attempts")
    assert list(owed) == [
        (kind, Delivery.State.PENDING, 0) for kind in (Delivery.Kind.BROCHURE, Delivery.Kind.NOTICE)
    ]


def test_inquiry_in_doubt_is_owed_a_question_alone(client, answers, provider):
    send(client, answers)

    assert Delivery.objects.get().kind == Delivery.Kind.CONFIRM


@pytest.mark.parametrize(("rate", "most"), [(0, 7), (1000, 9)])
def test_form_is_stored_in_few_queries(client, answers, settings, rate, most):
    settings.INQUIRY_RATE = rate
    TeamMemberFactory(team__is_default=True)
    send(client, answers)  # reads what is kept until content changes, and the rules of ownership
    settings.DESK_KEPT_SECONDS = settings.CONTENT_STAMP_SECONDS = 60

    with CaptureQueriesContext(connection) as queries:
        send(client, answers | {"first_name": "Adah"})

    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == most, asked


def test_same_form_twice_is_one_inquiry_with_its_deliveries_once(client, answers):
    first, second = send(client, answers), send(client, answers)

    assert number_of_rows() == WHOLE
    pages = [Page(client.get(response["Location"])).text for response in (first, second)]
    assert pages[0] == pages[1]
    assert Inquiry.objects.get().reference in pages[0]


@pytest.mark.parametrize(
    "correction",
    [
        {"first_name": "Adah"},
        {"last_name": "Sample"},
        {"email": "ada@example.com"},
        {"country": "US"},
        {"employer": "Example Hospital"},
        {"wants_mail": "on"},
        {"key": given_out(days=2)},
    ],
)
def test_corrected_answer_is_a_second_inquiry(client, answers, correction):
    send(client, answers)
    send(client, answers | correction)

    assert Inquiry.objects.count() == 2
    assert Delivery.objects.count() == 4


def test_other_program_is_a_second_inquiry(client, answers):
    send(client, answers)
    send(client, answers | {"programs": [ProgramFactory().slug]})

    assert Inquiry.objects.count() == 2


@pytest.mark.parametrize("key", [None, "", "x" * 10_000, "é", "'; --"])
def test_missing_or_odd_key_costs_no_inquiry(client, answers, key):
    for _ in range(2):
        assert send(client, answers | {"key": key}).status_code == 303

    assert Inquiry.objects.count() == 1


def test_retry_over_midnight_is_the_same_inquiry(client, answers):
    with time_machine.travel("2026-11-22T23:59:50-05:00", tick=False):
        form = answers | {"key": given_out(seconds=9)}
        send(client, form)
    with time_machine.travel("2026-11-23T00:00:09-05:00", tick=False):
        send(client, form)

    assert Inquiry.objects.count() == 1


def test_same_answers_on_another_day_are_another_inquiry(client, answers):
    for days in (1, 100):
        send(client, answers | {"key": given_out(days=days)})

    assert Inquiry.objects.count() == 2


def test_inquiry_taken_for_spam_does_not_swallow_the_clean_one(client, answers):
    send(client, answers | {"website": "https://example.org"})
    send(client, answers)

    assert Inquiry.objects.filter(state=Inquiry.State.NEW).count() == 1


def test_second_inquiry_of_an_address_does_not_change_the_prospect(client, answers):
    send(client, answers)
    before = Prospect.objects.values().get()

    send(client, answers | {"email": "ADA@example.org", "first_name": "Eve"})

    assert Prospect.objects.values().get() == before


@pytest.fixture
def drawn(monkeypatch):
    """The letters that the next references are made of; when they run out, chance is back."""
    letters = []
    chance = secrets.choice

    def choose(among):
        return letters.pop(0) if among == ALPHABET and letters else chance(among)

    monkeypatch.setattr(secrets, "choice", choose)
    return letters


def test_reference_that_is_taken_is_drawn_again(client, answers, drawn):
    InquiryFactory(reference="A" * 8)
    drawn.extend("A" * 8 + "A" * 8 + "C" * 8)

    assert send(client, answers).status_code == 303
    assert Inquiry.objects.filter(reference="C" * 8).exists()


@pytest.mark.errors_expected
def test_reference_that_is_taken_three_times_stores_nothing(client, answers, drawn):
    InquiryFactory(reference="A" * 8)
    before = number_of_rows()
    drawn.extend("A" * 24)

    with pytest.raises(IntegrityError):
        send(client, answers)

    assert number_of_rows() == before


@pytest.mark.errors_expected
@pytest.mark.parametrize(
    "table", ["inquiry", "inquiryprogram", "inquiryinterest", "consent", "delivery"]
)
def test_error_in_the_middle_leaves_nothing_and_the_same_form_works_again(client, answers, table):
    def break_down(execute, sql, *rest):
        if f'INSERT INTO "inquiries_{table}"' in sql:
            raise OperationalError("disk full")
        return execute(sql, *rest)

    with connection.execute_wrapper(break_down):
        assert send(client, answers).status_code == 503
    left = number_of_rows()
    send(client, answers)

    assert left == [0, 0, 0, 0, 0, 0]
    assert number_of_rows() == WHOLE


@pytest.mark.parametrize("filled", ["https://spam.example.org", "x", "\0"])
def test_filled_trap_stores_spam_and_sends_nothing(client, answers, filled):
    response = send(client, answers | {"website": filled})

    assert response.status_code == 303
    assert Inquiry.objects.get().state == Inquiry.State.SPAM
    assert not Delivery.objects.exists()


def test_same_answers_from_another_browser_show_nothing_of_the_inquiry(client, answers):
    send(client, answers)
    known = Inquiry.objects.get()

    response = send(Client(), answers | {"key": given_out(minutes=2)})
    page = client.get(response["Location"])

    assert Inquiry.objects.get() == known
    assert response["Location"] == "/brochure/thanks/"
    assert "We have your inquiry" in Page(page).text
    assert known.reference not in page.content.decode()


def test_guess_of_anothers_answers_is_answered_like_any_failed_check(client, answers, provider):
    send(client, answers | {"g-recaptcha-response": "ticked", "captcha-shown": "1"})
    provider.verdict = {"success": False}

    guess = answers | {"key": given_out(minutes=2), "captcha-shown": "1"}
    response = send(Client(), guess | {"g-recaptcha-response": "made-up"})

    assert Inquiry.objects.count() == 1
    assert response.status_code == 422
