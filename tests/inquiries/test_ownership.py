"""Every inquiry has an owner as soon as it is stored, and says why it is theirs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inquiries import ownership, rulebook
from inquiries.actions import confirm
from inquiries.erasure import erase
from inquiries.models import Change, FormOption, Inquiry, Turn
from programs.models import Program
from tests.factories import (
    AbsenceFactory,
    AssignmentRuleFactory,
    DeskAccountFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ProgramFactory,
    StaffFactory,
    TeamFactory,
    TeamMemberFactory,
)
from tests.inquiries.pages import send

pytestmark = pytest.mark.django_db


def owner_of(client, answers, **more):
    send(client, answers | more)
    return Inquiry.objects.latest("pk").owner


def members(number, team=None):
    """Of the default team, when no other is given."""
    team = team or TeamFactory(is_default=True)
    return [TeamMemberFactory(team=team).person for _ in range(number)]


def test_sent_form_goes_to_whom_its_rule_says_and_tells_why(client, answers):
    officer = DeskAccountFactory(first_name="Ada", last_name="Example")
    program = Program.objects.get(slug="immunology")
    AssignmentRuleFactory(programs=[program], person=officer)
    AssignmentRuleFactory()

    assert owner_of(client, answers) == officer
    why = f"Rule 1: asked for {program.short_name}; goes to Ada Example"
    assert Inquiry.objects.get().assigned_because == why


def test_rules_know_country_region_and_interest(client, answers):
    by_country, by_region, by_interest = DeskAccountFactory.create_batch(3)
    other = FormOption.objects.create(kind="interest", label="Industry")
    AssignmentRuleFactory(countries=["CI"], person=by_country)
    AssignmentRuleFactory(region="africa", person=by_region)
    AssignmentRuleFactory(interests=[other], person=by_interest)

    assert owner_of(client, answers, country="CI") == by_country
    assert owner_of(client, answers, country="KE") == by_region
    assert owner_of(client, answers, interests=[str(other.pk)]) == by_interest


def test_team_takes_turns_in_its_order(client, answers):
    team = TeamFactory()
    first, second = members(2, team)
    AssignmentRuleFactory(team=team)

    owners = [owner_of(client, answers, first_name=f"Ada {n}") for n in range(3)]

    assert owners == [first, second, first]
    assert Turn.objects.get(team=team).taken == 3


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"is_staff": False}, {"is_active": False, "is_superuser": True}],
)
def test_deactivated_member_is_passed_over(client, answers, change):
    gone, here = members(2)
    type(gone).objects.filter(pk=gone.pk).update(**change)

    assert owner_of(client, answers) == here


def test_member_who_may_not_change_inquiries_is_passed_over(client, answers):
    team = TeamFactory(is_default=True)
    [here] = members(1, team)
    TeamMemberFactory(team=team, person=StaffFactory(), position=0)

    assert {owner_of(client, answers, first_name=f"Ada {n}") for n in range(2)} == {here}


def test_absent_member_is_passed_over_until_the_absence_is_over(client, answers):
    away, here = members(2)
    absence = AbsenceFactory(person=away)

    assert owner_of(client, answers) == here
    absence.first_day = absence.last_day = timezone.localdate() + timedelta(days=1)
    absence.save()
    owners = {owner_of(client, answers, first_name=f"Ada {n}") for n in range(2)}
    assert owners == {away, here}


def test_site_without_rules_gives_it_to_any_account_of_the_desk(client, answers):
    StaffFactory(is_superuser=True)
    officer = DeskAccountFactory()

    assert owner_of(client, answers) == officer


def test_site_with_superusers_alone_gives_it_to_one(client, answers):
    assert owner_of(client, answers) is None
    boss = StaffFactory(is_superuser=True)

    assert owner_of(client, answers, first_name="Adah") == boss


def test_editor_never_owns_an_inquiry(client, answers):
    StaffFactory()

    assert owner_of(client, answers) is None


def test_spam_has_no_owner_until_it_is_released(client, answers):
    [officer] = members(1)

    assert owner_of(client, answers, website="x") is None
    confirm(Inquiry.objects.get(), by=officer)
    assert Inquiry.objects.get().owner == officer


def test_inquiry_in_doubt_has_an_owner_who_can_release_it(client, answers, provider):
    [officer] = members(1)

    assert owner_of(client, answers) == officer


def test_confirming_leaves_the_owner(client, answers, provider):
    members(2)
    owner = owner_of(client, answers)

    confirm(Inquiry.objects.get())

    assert Inquiry.objects.get().owner == owner


def test_rules_are_read_in_few_queries_however_many_there_are(django_assert_num_queries):
    for _ in range(3):
        rule = AssignmentRuleFactory(programs=[ProgramFactory()], team=TeamFactory())
        members(2, rule.team)

    with django_assert_num_queries(7):
        rulebook.read_plan()


def test_assigning_takes_two_statements():
    members(2)
    inquiry, plan = InquiryFactory(), rulebook.read_plan()

    with CaptureQueriesContext(connection) as queries:
        ownership.assign(inquiry, ownership.Asked(), plan)

    assert len(queries) == 2


def test_giving_writes_why_a_change_and_another_version():
    by, officer = DeskAccountFactory(username="boss"), DeskAccountFactory()
    inquiry = InquiryFactory()

    given = ownership.to_person([inquiry], officer, by=by)

    inquiry.refresh_from_db()
    assert given == [inquiry]
    assert (inquiry.owner, inquiry.assigned_because) == (officer, "Given by boss")
    assert inquiry.version == 1
    assert Change.objects.get().by == by


def test_change_that_the_person_may_read_names_nobody():
    officer = DeskAccountFactory(username="telling-name")

    ownership.to_person([InquiryFactory()], officer, by=officer)

    assert "telling-name" not in Change.objects.get().what


def test_giving_what_is_theirs_changes_nothing():
    officer = DeskAccountFactory()
    inquiry = InquiryFactory(owner=officer)

    assert ownership.to_person([inquiry], officer, by=officer) == []
    assert not Change.objects.exists()


def test_what_somebody_changed_in_between_is_not_given():
    officer = DeskAccountFactory()
    inquiry = InquiryFactory()
    Inquiry.objects.update(version=5)

    assert ownership.to_person([inquiry], officer, by=officer) == []
    assert Inquiry.objects.get().owner is None


def test_erased_inquiry_is_never_given():
    officer = DeskAccountFactory()
    inquiry = InquiryFactory()
    erase(inquiry)

    assert ownership.to_person([inquiry], officer, by=officer) == []


def test_giving_to_a_team_shares_among_those_who_are_here():
    team = TeamFactory()
    away, first, second = members(3, team)
    AbsenceFactory(person=away)

    ownership.to_team(InquiryFactory.create_batch(4), team, by=first)

    shares = [Inquiry.objects.filter(owner=person).count() for person in (away, first, second)]
    assert shares == [0, 2, 2]


def test_passing_on_by_the_rules_goes_to_others():
    leaving, officer = DeskAccountFactory.create_batch(2)
    program = ProgramFactory(short_name="Immunology")
    AssignmentRuleFactory(programs=[program], person=officer)
    asked = InquiryProgramFactory(program=program, inquiry__owner=leaving)

    ownership.by_the_rules([asked.inquiry], by=leaving, besides=leaving.pk)

    asked.inquiry.refresh_from_db()
    assert asked.inquiry.owner == officer
    assert asked.inquiry.assigned_because.startswith("Rule 1: asked for Immunology")
