"""What each filter of the desk's list leaves, and what is counted beside its choices."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from hms_site.management.groups import make_groups
from inquiries.models import Delivery, Inquiry, InquiryInterest, Visit
from inquiries.worklist import tallies
from inquiries.worklist.asker import Asker
from inquiries.worklist.facets import FACETS, narrowed, said
from tests.factories import (
    ConsentFactory,
    DeliveryFactory,
    FormOptionFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ProgramFactory,
    StaffFactory,
)
from tests.inquiries.desk import LIST

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def asker():
    return Asker(StaffFactory(username="me"), NOW)


def left(query, asker):
    """The first names that these filters leave."""
    return {inquiry.first_name for inquiry in narrowed(QueryDict(query), asker)}


def counts(client, **query):
    """What stands beside each choice of each filter."""
    changelist = client.get(LIST, {"_facets": "True", **query}).context["cl"]
    return {
        spec.facet.name: {c["display"]: c["count"] for c in spec.choices(changelist)}
        for spec in changelist.filter_specs
    }


def test_open_is_what_is_new_or_in_progress(asker):
    for state in Inquiry.State:
        InquiryFactory(first_name=state, state=state)

    assert left("state=open", asker) == {"new", "in_progress"}
    assert left("state=open&state=spam", asker) == {"new", "in_progress", "spam"}


def test_owner_is_me_nobody_or_somebody(asker):
    other = StaffFactory()
    for name, owner in (("Mine", asker.account), ("Theirs", other), ("Nobody's", None)):
        InquiryFactory(first_name=name, owner=owner)

    assert left("owner=me", asker) == {"Mine"}
    assert left("owner=none", asker) == {"Nobody's"}
    assert left(f"owner={other.pk}&owner=none", asker) == {"Theirs", "Nobody's"}


@pytest.mark.parametrize(
    ("due", "found"),
    [
        (-HOUR, "late"),
        (HOUR, "today"),
        (13 * HOUR + 59 * HOUR / 60, "today"),
        (14 * HOUR, "week"),
        (8 * DAY, "later"),
    ],
)
def test_due_is_by_the_clock_of_the_office(asker, due, found):
    InquiryFactory(due_at=NOW + due)
    InquiryFactory(due_at=None)

    choices = ("late", "today", "week", "later")

    assert [choice for choice in choices if left(f"due={choice}", asker)] == [found]


@pytest.mark.parametrize(
    ("age", "found"),
    [
        (HOUR, {"today", "7", "30"}),
        (DAY, {"7", "30"}),
        (8 * DAY, {"30"}),
        (40 * DAY, {"older"}),
    ],
)
def test_age_is_counted_in_days_of_the_office(asker, age, found):
    InquiryFactory(created_at=NOW - age)

    choices = ("today", "7", "30", "older")

    assert {choice for choice in choices if left(f"received={choice}", asker)} == found


def test_waiting_are_those_without_an_answer(asker):
    InquiryFactory(first_name="Answered", created_at=NOW - 2 * DAY, state="answered")
    InquiryFactory(first_name="Waits", created_at=NOW - 2 * DAY)
    InquiryFactory(first_name="Long", created_at=NOW - 20 * DAY)

    assert left("waiting=3", asker) == {"Waits"}
    assert left("waiting=3&waiting=more", asker) == {"Waits", "Long"}


def test_regions_and_countries(asker):
    for code in ("KE", "CI", "DE", ""):
        InquiryFactory(first_name=code or "Nowhere", country=code)

    assert left("region=africa", asker) == {"KE", "CI"}
    assert left("region=africa&region=europe", asker) == {"KE", "CI", "DE"}
    assert left("country=DE&country=none", asker) == {"DE", "Nowhere"}
    assert left("region=africa&country=KE", asker) == {"KE"}


def test_programs_and_their_degree(asker):
    program = ProgramFactory()
    InquiryProgramFactory(inquiry__first_name="First", program=program)
    other = ProgramFactory(degree_type=program.degree_type)
    InquiryProgramFactory(inquiry__first_name="Second", program=other)
    InquiryProgramFactory(inquiry__first_name="Third")

    assert left(f"program={program.pk}", asker) == {"First"}
    assert left(f"program={program.pk}&program={other.pk}", asker) == {"First", "Second"}
    assert left(f"degree={program.degree_type_id}", asker) == {"First", "Second"}


def test_mails_that_wait_failed_or_came_back(asker):
    for state in Delivery.State:
        DeliveryFactory(inquiry__first_name=state, state=state)
    DeliveryFactory(inquiry__first_name="back", state="sent", returned_at=NOW)
    DeliveryFactory(inquiry=None, kind="warning", state="dead")

    assert left("delivery=waiting", asker) == {"pending", "leased"}
    assert left("delivery=failed", asker) == {"dead"}
    assert left("delivery=returned&delivery=failed", asker) == {"back", "dead"}


def test_sources_also_those_unknown(asker):
    for source in ("newsletter", "fair", ""):
        InquiryFactory(first_name=source or "unknown", source=source)

    assert left("source=fair&source=none", asker) == {"fair", "unknown"}


def test_further_mail(asker):
    InquiryFactory(first_name="Yes", wants_mail=True)
    ended = {"given_at": NOW - DAY, "withdrawn_at": NOW}
    ConsentFactory(inquiry__first_name="Withdrawn", purpose="mail", **ended)
    InquiryFactory(first_name="No")

    assert [left(f"mail={choice}", asker) for choice in ("yes", "withdrawn", "no")] == [
        {"Yes"},
        {"Withdrawn"},
        {"No"},
    ]


def test_held_and_erased_ones(asker):
    InquiryFactory(first_name="Held", is_held=True, hold_reason="A case")
    InquiryFactory(prospect=None, first_name="", last_name="", email="", erased_at=NOW)

    assert left("", asker) == {"Held"}
    assert left("held=yes", asker) == {"Held"}
    assert left("erased=yes", asker) == {""}
    assert left("erased=all", asker) == {"Held", ""}


def test_since_the_last_visit(asker):
    Visit.objects.create(account=asker.account, seen_at=NOW, before_at=NOW - DAY)
    other = StaffFactory()
    InquiryFactory(first_name="New", created_at=NOW - HOUR)
    old = {"created_at": NOW - 9 * DAY, "answered_at": NOW - HOUR, "state": "answered"}
    InquiryFactory(first_name="Theirs", answered_by=other, **old)
    InquiryFactory(first_name="Mine", answered_by=asker.account, **old)
    back = InquiryFactory(first_name="Back", created_at=NOW - 9 * DAY)
    DeliveryFactory(inquiry=back, returned_at=NOW - HOUR)

    assert [left(f"since={choice}", asker) for choice in ("new", "answered", "returned")] == [
        {"New"},
        {"Theirs"},
        {"Back"},
    ]


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
@pytest.mark.parametrize("value", ["", "nonsense", "-1", "9" * 40, "'", "none' OR 1"])
def test_value_that_means_nothing_does_no_harm(admin_client, facet, value):
    InquiryFactory()

    assert admin_client.get(LIST, {facet: value, "_facets": "True"}).status_code == 200


def test_filters_are_said_in_words(asker):
    query = QueryDict("state=open&country=CI&country=DE&owner=me&found=x&nonsense=1")

    assert said(query, asker) == [
        ("State", "Open: new or in progress"),
        ("Owner", "Me"),
        ("Country", "Côte d'Ivoire, Germany"),
    ]


def test_second_choice_adds_to_the_first_and_a_click_takes_it_back(admin_client):
    for code in ("DE", "FR"):
        InquiryFactory(country=code)

    changelist = admin_client.get(LIST, {"country": "DE"}).context["cl"]
    [spec] = [spec for spec in changelist.filter_specs if spec.facet.name == "country"]
    links = {choice["display"]: choice["query_string"] for choice in spec.choices(changelist)}

    assert links == {"France": "?country=DE&country=FR", "Germany": "?"}
    assert [chip["without"] for chip in changelist.chosen] == ["?"]


def test_counts_stand_beside_the_choices(admin_client):
    program = ProgramFactory(short_name="Immunology")
    for country, state in (("KE", "new"), ("CI", "in_progress"), ("DE", "closed")):
        inquiry = InquiryFactory(country=country, state=state)
        InquiryProgramFactory(inquiry=inquiry, program=program)
        InquiryProgramFactory(inquiry=inquiry, program__degree_type=program.degree_type)
    InquiryFactory(country="DE", state="spam", captcha="unverified")
    option = FormOptionFactory(label="Nurse")
    InquiryInterest.objects.create(inquiry=inquiry, option=option, label="Nurse")
    DeliveryFactory(inquiry=inquiry, state="dead")

    found = counts(admin_client)

    assert found["state"] == {
        "Open: new or in progress": 2,
        "New": 1,
        "In progress": 1,
        "Answered": 0,
        "Closed": 1,
        "Spam": 1,
    }
    assert found["region"]["Africa"] == 2
    assert found["country"] == {"Côte d'Ivoire": 1, "Germany": 2, "Kenya": 1}
    assert found["program"]["Immunology"] == 3
    assert found["degree"][program.degree_type.name] == 3
    assert found["interest"] == {"Nurse": 1}
    assert found["delivery"] == {"Waiting to be sent": 0, "Failed": 1, "Came back": 0}
    assert found["owner"] == {"Me": 0, "Nobody": 4}
    assert found["received"]["In the last 7 days"] == 4


def test_counts_of_a_chosen_filter_are_those_of_a_second_choice(admin_client):
    for country, state in (("DE", "new"), ("FR", "new"), ("FR", "closed")):
        InquiryFactory(country=country, state=state)

    found = counts(admin_client, country="DE", state="new")

    assert found["country"] == {"France": 1, "Germany": 1}
    assert (found["state"]["New"], found["state"]["Closed"]) == (1, 0)
    assert found["region"]["Europe"] == 1


def test_counts_are_of_the_newest_and_say_so(admin_client, monkeypatch):
    monkeypatch.setattr(tallies, "MOST_TALLIED", 2)
    monkeypatch.setattr("inquiries.admin.changelist.MOST_TALLIED", 2)
    InquiryFactory.create_batch(3, country="DE")

    response = admin_client.get(LIST, {"_facets": "True"})

    assert "those of the newest 2 inquiries" in response.content.decode()
    assert counts(admin_client)["country"] == {"Germany": 2}


def test_counts_without_any_inquiry_are_zero(admin_client):
    assert set(counts(admin_client)["state"].values()) == {0}


def test_list_with_counts_search_and_filters_keeps_to_twelve_queries(client):
    make_groups()
    account = StaffFactory()
    account.groups.add(Group.objects.get(name="Inquiries desk"))
    client.force_login(account)
    InquiryProgramFactory.create_batch(3, inquiry__country="DE", inquiry__owner=account)
    words = client.post(f"{LIST}search/", {"q": "ada", "filters": "country=DE&_facets=True"})
    client.get(words["Location"])

    with CaptureQueriesContext(connection) as queries:
        response = client.get(words["Location"])
        number = len(queries)

    assert len(response.context["cl"].result_list) == 3
    assert number <= 12
