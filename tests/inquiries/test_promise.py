"""The form promises what was kept in the last 90 days, and nothing that would embarrass."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from inquiries import promise
from inquiries.models import DeskSettings, Inquiry
from inquiries.promise import figure
from tests.factories import DeskAccountFactory, InquiryFactory
from tests.inquiries.pages import BROCHURE, Page, send

pytestmark = pytest.mark.django_db
# no office hours are stored in these tests, so that each day counts
NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
TWO_DAYS = "We usually answer within 2 working days."


def answered(*days, now=NOW, **more):
    """Answers that came so many days after their question, the question long enough ago."""
    by = DeskAccountFactory()
    for number in days:
        since = now - timedelta(days=20 + number)
        InquiryFactory(
            state=Inquiry.State.ANSWERED,
            answered_by=by,
            **{"waiting_since": since, "answered_at": since + timedelta(days=number)} | more,
        )


def test_eight_in_ten_answers_say_what_is_usual():
    answered(*[1] * 10, *[2] * 6, *[9] * 4)

    assert figure(NOW).days == 2
    assert figure(NOW).sentence == TWO_DAYS


def test_one_day_is_said_in_words():
    answered(*[0.5] * 20)

    assert figure(NOW).sentence == "We usually answer within one working day."


@pytest.mark.parametrize(
    ("days", "said"), [([1] * 19, "19 answers"), ([11] * 20, "10 working days")]
)
def test_too_few_or_too_late_answers_promise_nothing_and_staff_see_why(days, said):
    answered(*days)

    assert figure(NOW).sentence == ""
    assert said in figure(NOW).for_staff


@pytest.mark.parametrize(
    "more", [{"answered_at": NOW - timedelta(days=91)}, {"waiting_since": None}]
)
def test_answers_of_long_ago_and_of_unknown_length_do_not_count(more):
    answered(*[1] * 20, **more)

    assert figure(NOW).answers == 0


def test_erased_inquiries_still_count():
    answered(*[1] * 20)
    before = figure(NOW)
    Inquiry.objects.update(
        prospect=None, first_name="", last_name="", email="", search_text="", erased_at=NOW
    )

    assert figure(NOW) == before


def test_figure_takes_four_queries(django_assert_num_queries):
    answered(*[1] * 25)

    with django_assert_num_queries(4):
        figure(NOW)


def test_form_and_thanks_page_show_it(client, answers):
    answered(*[2] * 20, now=timezone.now())

    assert TWO_DAYS in Page(client.get(BROCHURE)).text
    thanks = client.get(send(client, answers)["Location"])
    assert TWO_DAYS in Page(thanks).text


def test_thanks_page_promises_nothing_before_the_address_is_confirmed(client, answers, provider):
    answered(*[2] * 20, now=timezone.now())

    thanks = client.get(send(client, answers)["Location"])

    assert "We usually answer" not in Page(thanks).text


def test_staff_can_switch_it_off_and_it_is_gone_at_once(client, answers):
    answered(*[2] * 20, now=timezone.now())
    assert TWO_DAYS in Page(client.get(BROCHURE)).text

    DeskSettings.objects.create(pk=1, shows_promise=False)

    assert TWO_DAYS not in Page(client.get(BROCHURE)).text


def test_form_reckons_it_once_an_hour(client, answers, django_assert_num_queries):
    answered(*[2] * 20, now=timezone.now())
    client.get(BROCHURE)

    with django_assert_num_queries(1):  # the stamp's
        client.get(BROCHURE)


def test_figure_is_anew_after_an_hour(monkeypatch):
    assert promise.sentence() == ""
    answered(*[2] * 20, now=timezone.now())
    assert promise.sentence() == ""

    looked_at, kept = promise._kept
    monkeypatch.setattr(promise, "_kept", (looked_at - promise.AN_HOUR - 1, kept))

    assert promise.sentence() == TWO_DAYS


def test_settings_show_the_figure_to_staff(admin_client):
    DeskSettings.objects.create(pk=1)

    page = admin_client.get("/admin/inquiries/desksettings/1/change/")

    assert "0 answers in 90 days: a promise needs 20." in Page(page).text
