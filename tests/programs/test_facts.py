"""Facts with an owner: what they refuse, who is told, where they are changed."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content import stamp
from hms_site.management.groups import make_groups
from tests.factories import (
    CostFactory,
    CreditRuleFactory,
    KeyDateFactory,
    ProgramFactory,
    StaffFactory,
    StartTermFactory,
)
from tests.reading import Page

pytestmark = pytest.mark.django_db
PAST, COMING = date(2026, 1, 1), date(2200, 1, 1)
LONG_AGO = {"day": COMING, "review_by": PAST}


@pytest.fixture
def editor(client):
    make_groups()
    account = StaffFactory(username="ada")
    account.groups.add(Group.objects.get(name="Content editors"))
    client.force_login(account)
    client.account = account
    return client


def overdue(client):
    return client.get("/admin/").context["today"].overdue


@pytest.mark.parametrize(
    "values",
    [
        {"time_zone": "Boston"},
        {"time_zone": ""},
        {"day": date(9999, 12, 31)},
        {"day": date(1, 1, 1)},
        {"source": "javascript:alert(1)"},
        {"review_by": date(9999, 12, 31)},
    ],
    ids=str,
)
def test_what_no_date_can_be_is_refused(values):
    with pytest.raises(ValidationError) as refused:
        KeyDateFactory.build(program=ProgramFactory(), **values).full_clean()

    assert list(refused.value.message_dict) == list(values)


def test_days_at_the_edges_pass_in_every_zone():
    for day in (date(1900, 1, 1), date(2200, 12, 31)):
        for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
            assert KeyDateFactory.build(day=day, time_zone=zone).over_at


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "December 1, 2026"),
        ({"until": time(17)}, "December 1, 2026, 5\xa0p.m. Eastern Time (New York)"),
        ({"time_zone": "Asia/Tokyo"}, "December 1, 2026, Japan Standard Time (Tokyo)"),
        ({"time_zone": "UTC", "until": time(0)},
         "December 1, 2026, midnight Coordinated Universal Time (UTC)"),
    ],
)  # fmt: skip
def test_hour_and_zone_are_said_where_they_matter(values, said):
    assert KeyDateFactory.build(**values).in_words == said


def test_hour_that_clocks_leave_out_is_a_moment():
    skipped = KeyDateFactory.build(day=date(2027, 3, 14), until=time(2, 30))

    assert skipped.over_at == datetime.fromisoformat("2027-03-14T07:30:00+00:00")


@pytest.mark.parametrize("slug", ["compare", "feed"])
def test_program_takes_no_address_of_another_page(slug):
    with pytest.raises(ValidationError, match="Another page stands at"):
        ProgramFactory.build(slug=slug, degree_type=CreditRuleFactory().degree_type).full_clean()


def test_first_term_stands_on_page_and_in_data_until_its_review(client):
    StartTermFactory(program=ProgramFactory(slug="bio"), review_by=date(2026, 12, 1))
    seen = []
    for moment in ("2026-12-01T23:59:59-05:00", "2026-12-02T00:00:00-05:00"):
        with time_machine.travel(moment, tick=False):
            page = "First term Fall 2027" in Page(client.get("/programs/bio/")).text
            seen.append((page, len(client.get("/programs/bio.json").json()["start_terms"])))

    assert seen == [(True, 1), (False, 0)]


def test_a_cost_that_lapses_moves_the_stamp(client):
    CostFactory(review_by=date(2026, 12, 1))
    keys = []
    for moment in ("2026-12-01T23:59:59-05:00", "2026-12-02T00:00:00-05:00"):
        with time_machine.travel(moment, tick=False):
            keys.append(stamp.refresh())

    assert keys[0] != keys[1]


def test_facts_past_their_review_stand_on_the_front_page_longest_due_first(editor):
    program = ProgramFactory(official_name="Master of Testing")
    CostFactory(program=program, review_by=PAST + timedelta(2), owner=StaffFactory(username="bo"))
    KeyDateFactory(program=program, **LONG_AGO, owner=editor.account)
    StartTermFactory(program=program, review_by=PAST + timedelta(1))
    CreditRuleFactory(degree_type__name="Master of Rules", review_by=PAST + timedelta(3))
    CostFactory(program=program, label="Still true", review_by=COMING)

    said = [(fact.kind, fact.name, fact.of, fact.owner, fact.is_mine) for fact in overdue(editor)]

    assert said == [
        ("Date", "Applications close", "Master of Testing", "ada", True),
        ("First term", "Fall 2027", "Master of Testing", "", False),
        ("Cost", "Tuition", "Master of Testing", "bo", False),
        ("Credits", "Standard", "Master of Rules", "", False),
    ]


def test_front_page_says_since_when_and_links_to_the_form(editor):
    program = KeyDateFactory(**LONG_AGO).program

    page = editor.get("/admin/").content.decode()

    assert f'<a href="/admin/programs/program/{program.pk}/change/">Applications close' in page
    assert '<time datetime="2026-01-01">January 1, 2026</time>, nobody’s' in page


def test_date_without_a_review_day_is_looked_at_once_it_has_passed(editor):
    KeyDateFactory(day=PAST, label="Passed")
    KeyDateFactory(day=COMING)
    KeyDateFactory(day=PAST, review_by=COMING, label="Kept as a record")

    assert [fact.name for fact in overdue(editor)] == ["Passed"]


def test_fact_due_today_is_not_overdue(editor):
    CostFactory(review_by=timezone.localdate())

    assert overdue(editor) == []


def test_who_may_not_change_a_fact_is_not_told(editor):
    KeyDateFactory(**LONG_AGO)
    group = Group.objects.get(name="Content editors")
    group.permissions.remove(*group.permissions.filter(codename="change_keydate"))

    assert overdue(editor) == []


def test_who_may_change_facts_alone_is_told_of_them(client):
    account = StaffFactory()
    account.user_permissions.add(Permission.objects.get(codename="change_cost"))
    client.force_login(account)
    CostFactory(review_by=PAST)
    KeyDateFactory(**LONG_AGO)

    assert [fact.kind for fact in overdue(client)] == ["Cost"]


def test_front_page_asks_once_however_many_facts_are_due(editor):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            editor.get("/admin/")
        return len(asked)

    KeyDateFactory(**LONG_AGO)
    queries()
    with_one = queries()
    KeyDateFactory.create_batch(10, **LONG_AGO, owner=editor.account)
    CostFactory.create_batch(10, review_by=PAST)

    assert queries() == with_one <= 12
    assert len(overdue(editor)) == 8


@pytest.mark.parametrize(
    ("review", "found"),
    [("all", {"mine", "nobody"}), ("mine", {"mine"}), ("nobody", {"nobody"}), ("x", None)],
)
def test_programs_are_filtered_by_their_overdue_facts(editor, review, found):
    KeyDateFactory(program=ProgramFactory(slug="mine"), **LONG_AGO, owner=editor.account)
    CostFactory(program=ProgramFactory(slug="nobody"), review_by=PAST)
    CostFactory(program=ProgramFactory(slug="true"))

    listed = editor.get(f"/admin/programs/program/?review={review}").context["cl"].result_list

    assert {program.slug for program in listed} == (found or {"mine", "nobody", "true"})


def test_credit_rules_are_filtered_too(editor):
    rule = CreditRuleFactory(review_by=PAST)
    CreditRuleFactory()

    listed = editor.get("/admin/programs/creditrule/?review=all").context["cl"].result_list

    assert list(listed) == [rule]


def test_form_of_a_program_reads_the_accounts_as_often_for_ten_dates_as_for_one(editor):
    program = KeyDateFactory().program

    def queries():
        with CaptureQueriesContext(connection) as asked:
            editor.get(f"/admin/programs/program/{program.pk}/change/")
        return len([query for query in asked if '"auth_user"."username"' in query["sql"]])

    with_one = queries()
    KeyDateFactory.create_batch(9, program=program)

    assert queries() == with_one


def test_fact_outlives_the_account_of_its_owner():
    owner = StaffFactory()
    cost = CostFactory(owner=owner)

    owner.delete()

    cost.refresh_from_db()
    assert cost.owner is None


def test_owner_is_told_to_no_visitor(client):
    program = ProgramFactory(slug="bio")
    KeyDateFactory(program=program, owner=StaffFactory(username="secretive"))
    addresses = ["/programs/bio/", "/programs/bio.json", "/programs/bio/dates.ics"]

    for address in [*addresses, "/programs/feed/", "/programs/"]:
        assert b"secretive" not in client.get(address).content
