"""The desk's list: what it shows, and how an inquiry is found in it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inquiries.models import Access, FormOption, Inquiry, InquiryInterest
from programs.models import Program
from tests.factories import (
    DeliveryFactory,
    FormOptionFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ProgramFactory,
)
from tests.inquiries.desk import LIST
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db


def found(client, **query):
    """The first names in the list that this query gives."""
    response = client.get(LIST, query, follow=True)
    assert response.status_code == 200
    return {inquiry.first_name for inquiry in response.context["cl"].result_list}


def test_list_shows_what_the_desk_needs_to_choose(admin_client):
    inquiry = InquiryFactory(
        reference="ACDEFGHJ",
        country="CI",
        state=Inquiry.State.IN_PROGRESS,
        created_at=datetime(2026, 11, 23, 17, 5, tzinfo=UTC),
    )
    InquiryProgramFactory(inquiry=inquiry, program__short_name="Immunology")
    InquiryProgramFactory(inquiry=inquiry, program__short_name="Bioethics")

    text = Page(admin_client.get(LIST)).text

    for shown in (
        "ACDEFGHJ",
        "Ada Example",
        "Côte d'Ivoire",
        "Immunology",
        "Bioethics",
        "In progress",
        "Nov 23, 2026 12:05",
    ):
        assert shown in text


def test_what_is_due_first_comes_first_then_the_newest(admin_client):
    for day in (2, 3, 1):
        moment = datetime(2026, 11, day, tzinfo=UTC)
        InquiryFactory(first_name=f"due {day}", due_at=moment)
        InquiryFactory(first_name=f"came {day}", created_at=moment, state="closed")

    rows = admin_client.get(LIST).context["cl"].result_list

    due, came = ["due 1", "due 2", "due 3"], ["came 3", "came 2", "came 1"]
    assert [inquiry.first_name for inquiry in rows] == due + came


def test_list_sorted_by_name_leads_back_to_its_own_order(admin_client):
    for name in ("Bo", "Al"):
        InquiryFactory(last_name=name)

    by_name = admin_client.get(LIST, {"o": "1"})

    assert [inquiry.last_name for inquiry in by_name.context["cl"].result_list] == ["Al", "Bo"]
    assert "Sort by what is due first" in Page(by_name).text
    assert "Sort by what is due first" not in Page(admin_client.get(LIST)).text


def test_row_says_what_the_desk_must_know_of_its_mails(admin_client):
    states = {"Failed": {"state": "dead"}, "Waiting": {}, "Sent": {"state": "sent"}}
    for word, values in states.items():
        inquiry = InquiryFactory(first_name=word)
        DeliveryFactory(inquiry=inquiry, state="sent")
        DeliveryFactory(inquiry=inquiry, **values)

    rows = admin_client.get(LIST).context["cl"].result_list

    assert {row.first_name: row.mail for row in rows} == {
        "Failed": "failed",
        "Waiting": "waiting",
        "Sent": "sent",
    }


def test_each_look_leaves_one_line_without_a_name(admin_client):
    InquiryFactory.create_batch(2, country="DE")

    admin_client.get(LIST, {"country": "DE", "o": "1"})

    looked = Access.objects.get()
    assert (looked.what, looked.number, looked.detail) == ("list", 2, "country")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "There are no inquiries yet."),
        ({"country": "DE"}, "No inquiry is like this now."),
        ({"q": "ada"}, "Nobody matches what you searched for."),
    ],
)
def test_empty_list_says_what_will_appear(admin_client, query, said):
    assert said in Page(admin_client.get(LIST, query, follow=True)).text


def test_action_on_more_than_a_thousand_is_refused(admin_client, monkeypatch):
    monkeypatch.setattr("inquiries.worklist.counting.MOST", 1)
    first, _ = InquiryFactory.create_batch(2)
    chosen = {"action": "mark_as_answered", "_selected_action": [first.pk], "index": "0"}

    response = admin_client.post(LIST, {**chosen, "select_across": "1"}, follow=True)

    assert "Narrow the list" in Page(response).text
    assert not Inquiry.objects.filter(state="answered").exists()


def test_list_takes_as_many_queries_for_thirty_inquiries_as_for_one(admin_client):
    def number_of_queries():
        admin_client.get(LIST)  # reads what is kept until content changes
        with CaptureQueriesContext(
            connection,
        ) as queries:
            admin_client.get(LIST)
        return len(queries)

    counts = []
    for more in (1, 2, 27):
        for asked in InquiryProgramFactory.create_batch(more, inquiry__country="US"):
            InquiryProgramFactory(inquiry=asked.inquiry, program=ProgramFactory())
        counts.append(number_of_queries())

    assert Inquiry.objects.count() == 30
    assert counts == [counts[0]] * 3
    assert counts[0] <= 12


@pytest.mark.parametrize(
    "words",
    ["Adalbertine", "adalb", "Lovelace", "Adalbertine Lovelace", "al@example.org", "acdefghj"],
)
def test_search_finds_by_name_address_and_reference(admin_client, words):
    InquiryFactory(
        first_name="Adalbertine", last_name="Lovelace", email="al@example.org", reference="ACDEFGHJ"
    )
    InquiryFactory(first_name="Other")

    assert found(admin_client, q=words) == {"Adalbertine"}


@pytest.mark.parametrize("words", ["nobody", "%", "x" * 2_000, "<script>", "字"])
def test_search_without_a_match_is_an_empty_list(admin_client, words):
    InquiryFactory()

    assert found(admin_client, q=words) == set()


@pytest.mark.parametrize("words", ["\0", "'", '"', '"Ada', "\\"])
def test_search_for_odd_characters_does_no_harm(admin_client, words):
    assert found(admin_client, q=words) == set()


@pytest.mark.parametrize(
    ("answers", "query"),
    [
        ({"state": "spam"}, {"state": "spam"}),
        ({"captcha": "unverified"}, {"captcha": "unverified"}),
        ({"wants_mail": True}, {"mail": "yes"}),
        ({"country": "XK"}, {"country": "XK"}),
    ],
)
def test_filter_leaves_what_matches(admin_client, answers, query):
    InquiryFactory(first_name="Match", **answers)
    InquiryFactory(first_name="Other", country="US")

    assert found(admin_client, **query) == {"Match"}


def test_filter_by_country_knows_those_who_gave_none(admin_client):
    InquiryFactory(first_name="Match")
    InquiryFactory(first_name="Other", country="US")

    assert found(admin_client, country="none") == {"Match"}


def test_filter_by_country_offers_the_countries_that_occur_by_name(admin_client):
    InquiryFactory(country="XK")

    text = Page(admin_client.get(LIST)).text

    assert "Kosovo" in text
    assert "Zimbabwe" not in text


def test_filter_by_program_and_interest(admin_client):
    for name in ("Match", "Other"):
        asked = InquiryProgramFactory(inquiry__first_name=name, program__slug=name)
        interest = FormOptionFactory(label=name)
        InquiryInterest.objects.create(inquiry=asked.inquiry, option=interest, label=name)

    program = Program.objects.get(slug="Match").pk
    interest = FormOption.objects.get(label="Match").pk

    assert found(admin_client, program=program) == {"Match"}
    assert found(admin_client, interest=interest) == {"Match"}


def test_filter_and_search_list_an_inquiry_once(admin_client):
    asked = InquiryProgramFactory()
    InquiryProgramFactory(inquiry=asked.inquiry)

    response = admin_client.get(LIST, {"q": "Ada", "program": asked.program.pk}, follow=True)

    assert list(response.context["cl"].result_list) == [asked.inquiry]


def test_markup_in_a_name_is_shown_as_text(admin_client):
    hostile = "<script>alert(1)</script>"
    asked = InquiryProgramFactory(program__short_name=hostile, inquiry__first_name=hostile)

    page = admin_client.get(LIST).content.decode()

    assert hostile not in page
    assert page.count("&lt;script&gt;alert(1)") >= 2
    assert asked.inquiry.reference in page


def test_keyboard_reaches_results_and_skips_filters_without_the_way_there(client, admin_user):
    client.force_login(admin_user)
    InquiryFactory()

    page = client.get("/admin/inquiries/inquiry/").content.decode()

    places = ['href="#results"', 'id="header"', 'id="searchbar"', 'id="results"']
    places += [
        'id="result_list"',
        'href="#after-filters"',
        'id="changelist-filter"',
        'id="after-filters"',
    ]
    found = [page.index(place) for place in places]
    assert found == sorted(found)
