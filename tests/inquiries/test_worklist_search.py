"""Searching at the desk: who is found, and that no address, log or session tells for whom."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from inquiries.models import Access, Inquiry, KeptSearch
from inquiries.worklist.searching import search
from tests.factories import InquiryFactory, StaffFactory
from tests.inquiries.desk import LIST
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
SEARCH = f"{LIST}search/"


@pytest.fixture
def somebody():
    return InquiryFactory(
        first_name="Jürgen",
        last_name="Müller-Łukasz",
        email="j.mueller@example.org",
        employer="St. Mary’s Hospital",
        reference="ACDEFGHJ",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "muller",
        "MÜLLER",
        "ülle",
        "lukasz",
        "jurgen muller",
        "müller jür",
        "mueller@example.org",
        "@example.org",
        "acdefghj",
        "ACDE FGHJ",
        "acde-fghj",
        "ac de fg hj",
        "st marys",
        "hospital",
    ],
)
def test_inquiry_is_found_as_people_type(somebody, typed):
    InquiryFactory(first_name="Other", email="other@example.com")

    assert list(search(Inquiry.objects.all(), typed)) == [somebody]


@pytest.mark.parametrize("name", ["Ng", "Ngu", "李", "Иван", "عمر", "Đặng"])
def test_name_of_any_script_is_found_by_its_beginning(name):
    inquiry = InquiryFactory(first_name=name, email="x@example.org")

    assert list(search(Inquiry.objects.all(), name[:2])) == [inquiry]


@pytest.mark.parametrize("typed", ["muller nobody", "%", "_", "' OR 1=1 --", "…"])
def test_what_matches_not_all_words_is_not_found(somebody, typed):
    assert not search(Inquiry.objects.all(), typed).exists()


def test_searching_leads_to_an_address_without_the_words(admin_client, somebody):
    response = admin_client.post(SEARCH, {"q": "Müller", "filters": "state=new&p=3"})

    kept = KeptSearch.objects.get()
    assert response["Location"] == f"{LIST}?state=new&found={kept.key}"
    shown = admin_client.get(response["Location"])
    assert list(shown.context["cl"].result_list) == [somebody]


def test_words_stay_in_the_box_and_filters_around_them(admin_client, somebody):
    response = admin_client.post(SEARCH, {"q": "muller", "filters": "state=closed"}, follow=True)

    box = dict(Page(response).with_id("searchbar").attributes)
    assert box["value"] == "muller"
    assert list(response.context["cl"].result_list) == []
    assert "Search without the filters" in Page(response).text


def test_address_with_the_words_is_left_at_once(admin_client, somebody):
    response = admin_client.get(LIST, {"q": "muller", "state": "new"})

    assert "muller" not in response["Location"]
    assert admin_client.get(response["Location"]).context["cl"].query == "muller"


def test_empty_search_ends_the_search(admin_client):
    response = admin_client.post(SEARCH, {"q": " ", "filters": "state=new&found=abc"})

    assert response["Location"] == f"{LIST}?state=new"
    assert not KeptSearch.objects.exists()


def test_search_of_somebody_else_is_not_shown(admin_client, somebody):
    kept = KeptSearch.objects.keep(StaffFactory(), "Müller")

    response = admin_client.get(LIST, {"found": kept.key, "state": "new"}, follow=True)

    assert response.redirect_chain == [(f"{LIST}?state=new", 302)]
    assert "no longer kept" in Page(response).text
    assert "Müller-Łukasz" in Page(response).text


def test_action_on_a_forgotten_search_reaches_nobody(admin_client, somebody):
    data = {"action": "mark_as_answered", "_selected_action": [somebody.pk], "select_across": "1"}

    admin_client.post(f"{LIST}?found=gone", {**data, "index": "0"})

    somebody.refresh_from_db()
    assert somebody.state == Inquiry.State.NEW


def test_searches_are_forgotten_after_a_day():
    account = StaffFactory()
    old = KeptSearch.objects.keep(account, "Müller")
    KeptSearch.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(hours=25))

    new = KeptSearch.objects.keep(account, "Ada")

    assert list(KeptSearch.objects.all()) == [new]


def test_session_and_audit_log_hold_no_word_of_it(admin_client, somebody):
    admin_client.post(SEARCH, {"q": "muller", "filters": "state=new"}, follow=True)

    looked = Access.objects.get(what=Access.What.LIST)
    assert (looked.detail, looked.number) == ("state, search", 1)
    assert not any("muller" in str(s.get_decoded()).lower() for s in Session.objects.all())


@pytest.mark.parametrize("account", [{}, {"is_staff": False}])
def test_search_is_for_who_may_see_inquiries(client, account):
    client.force_login(StaffFactory(**account))

    response = client.post(SEARCH, {"q": "muller"})

    assert response.status_code in (302, 403)
    assert not KeptSearch.objects.exists()


def test_search_is_posted(admin_client):
    assert admin_client.get(SEARCH, {"q": "muller"}).status_code == 405


@pytest.mark.parametrize("typed", ["\0", "a\0b", "x" * 5000, "<script>", "字" * 300])
def test_search_for_anything_does_no_harm(admin_client, typed):
    InquiryFactory()

    assert admin_client.post(SEARCH, {"q": typed}, follow=True).status_code == 200
