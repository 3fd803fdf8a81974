"""Cookies blocked, or a form left open over night: nothing that was typed may be lost."""

import pytest
from django.test import Client

from inquiries.models import Inquiry
from tests.inquiries.pages import BROCHURE, Page, kept, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def test_form_as_it_was_opened_is_stored(browser, answers):
    opened = Page(browser.get(BROCHURE)).would_send()

    response = send(browser, opened | answers | {"key": opened["key"]})

    assert response.status_code == 303


def test_form_without_the_cookie_is_answered_with_the_answers(browser, answers):
    given = answers | {"one_name": "on", "employer": "<b>Ada & Co</b>", "country": "US"}

    response = send(browser, given)

    assert response.status_code == 403
    assert kept(response, given) == given
    assert response["Cache-Control"] == "private, no-store"
    assert not Inquiry.objects.exists()


def test_form_of_the_403_page_stores_the_inquiry(browser, answers):
    refused = send(browser, answers)

    response = send(browser, Page(refused).would_send())

    assert response.status_code == 303
    assert Inquiry.objects.get().full_name == "Ada Example"


def test_form_of_the_403_page_sent_twice_is_stored_once(browser, answers):
    again = Page(send(browser, answers)).would_send()

    for _ in range(2):
        assert send(browser, again).status_code == 303

    assert Inquiry.objects.count() == 1


def test_form_with_yesterdays_token_is_answered_with_the_answers(browser, answers):
    yesterday = Page(browser.get(BROCHURE)).would_send()["csrfmiddlewaretoken"]
    browser.cookies.clear()
    browser.get(BROCHURE)

    refused = send(browser, answers | {"csrfmiddlewaretoken": yesterday})

    assert refused.status_code == 403
    assert kept(refused, answers) == answers
    assert send(browser, Page(refused).would_send()).status_code == 303


def test_mistakes_in_a_form_without_the_cookie_come_out_at_the_second_try(browser, answers):
    again = Page(send(browser, answers | {"email": "ada"})).would_send()

    response = send(browser, again)

    assert response.status_code == 422
    assert kept(response, answers | {"email": "ada"}) == answers | {"email": "ada"}


def test_captcha_token_goes_along_to_the_second_try(browser, answers):
    token = {"g-recaptcha-response": "token", "captcha-shown": "1"}

    assert kept(send(browser, answers | token), token) == token


def test_unknown_fields_do_not_go_along(browser, answers):
    again = Page(send(browser, answers | {"evil": "1", "csrfmiddlewaretoken": "x"})).would_send()

    assert "evil" not in again
    assert again["csrfmiddlewaretoken"] != ["x"]


def test_refusal_elsewhere_has_no_form(browser, db):
    response = browser.post("/admin/login/", {"username": "ada"})

    assert response.status_code == 403
    assert b'method="post"' not in response.content
