"""The database is away, full or hanging: the form comes back with everything in it."""

import pytest
from django.db import OperationalError, connection

from inquiries.models import Inquiry
from tests.inquiries.pages import BROCHURE, Page, kept, send

pytestmark = pytest.mark.errors_expected
GIVEN = {"one_name": "on", "employer": "<b>Ada & Co</b>", "country": "US"}


def away(execute, sql, params, many, context):
    raise OperationalError("no space left on device")


def away_for_writing(execute, sql, params, many, context):
    if sql.startswith("INSERT"):
        away(execute, sql, params, many, context)
    return execute(sql, params, many, context)


@pytest.mark.parametrize("fault", [away, away_for_writing])
def test_form_is_answered_with_the_answers(client, answers, fault):
    given = answers | GIVEN

    with connection.execute_wrapper(fault):
        response = send(client, given)

    assert response.status_code == 503
    assert kept(response, given) == given
    assert response["Retry-After"] == "30"
    assert "no-store" in response["Cache-Control"]


def test_form_of_that_page_is_stored_once_the_database_is_back(client, answers):
    answers["key"] = Page(client.get(BROCHURE)).would_send()["key"]
    with connection.execute_wrapper(away):
        again = Page(send(client, answers)).would_send()

    for _ in range(2):
        assert send(client, again).status_code == 303

    assert Inquiry.objects.count() == 1


def test_log_repeats_nothing_that_was_typed(client, answers, caplog):
    with connection.execute_wrapper(away):
        send(client, answers)

    assert "OperationalError for /brochure/: answered 503." in caplog.messages
    assert "Ada" not in caplog.text
