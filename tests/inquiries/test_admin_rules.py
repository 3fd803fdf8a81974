"""Administrators say who gets what; a default is always there; a page says what would happen."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hms_site.management.groups import make_groups
from inquiries.models import AssignmentRule, DeskSettings, Inquiry, Team, TeamMember, Turn
from tests.factories import (
    AbsenceFactory,
    AssignmentRuleFactory,
    DeskAccountFactory,
    FormOptionFactory,
    ProgramFactory,
    StaffFactory,
    TeamFactory,
    TeamMemberFactory,
)
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
RULES = "/admin/inquiries/assignmentrule/"
TEAMS = "/admin/inquiries/team/"
SETTINGS = "/admin/inquiries/desksettings/1/change/"


@pytest.fixture
def boss(client):
    return signed_in(client, "Administrators")


def signed_in(client, group):
    make_groups()
    account = StaffFactory()
    account.groups.add(Group.objects.get(name=group))
    client.force_login(account)
    return client


@pytest.fixture
def team():
    return TeamMemberFactory(team__name="Admissions").team


def add(client, **fields):
    blank = {"position": 1, "region": "", "person": "", "team": ""}
    return client.post(f"{RULES}add/", blank | fields)


def test_rule_without_conditions_is_the_default(boss, team):
    assert add(boss, team=team.pk).status_code == 302

    assert AssignmentRule.objects.defaults().get().history.count() == 1
    assert "everything (the default)" in Page(boss.get(RULES)).text


def test_rule_with_conditions_is_told_in_words(boss, team):
    AssignmentRuleFactory(team=team, position=9)
    program = ProgramFactory(short_name="Immunology")
    interest = FormOptionFactory(label="Student")

    add(
        boss,
        team=team.pk,
        programs=[program.pk],
        countries="Ivory Coast\n\nkenya ",
        region="asia",
        interests=[interest.pk],
    )

    text = Page(boss.get(RULES)).text
    places = "Côte d'Ivoire or Kenya or Asia"
    assert f"asked for Immunology, and from {places}, and ticked Student" in text
    assert "Team Admissions" in text


def test_countries_of_a_rule_are_kept_when_it_is_saved_again(boss, team):
    rule = AssignmentRuleFactory(team=team, countries=["CI", "KE"])
    AssignmentRuleFactory(team=team)
    page = f"{RULES}{rule.pk}/change/"
    shown = boss.get(page).context["adminform"].form["countries"].value()

    boss.post(page, {"position": 1, "team": team.pk, "region": "", "countries": shown})

    assert shown == "Côte d'Ivoire\nKenya"
    rule.refresh_from_db()
    assert [country.code for country in rule.countries] == ["CI", "KE"]


def test_country_that_is_none_is_named(boss, team):
    AssignmentRuleFactory(team=team)

    response = add(boss, team=team.pk, countries="Kenya\nAtlantis")

    assert "No country is called “Atlantis”." in Page(response).text
    assert "Kenya\nAtlantis" in response.content.decode()


def test_set_of_rules_without_a_default_is_refused_and_keeps_what_was_typed(boss, team):
    response = add(boss, team=team.pk, region="africa", position=7)

    page = Page(response)
    assert "Without a default, nobody would get what no rule fits." in page.text
    assert dict(page.with_id("id_position").attributes)["value"] == "7"
    assert not AssignmentRule.objects.exists()


def test_default_team_is_a_default_too(boss, team):
    DeskSettings.objects.create(pk=1, default_team=team)

    assert add(boss, team=team.pk, region="africa").status_code == 302


@pytest.mark.parametrize("both", [True, False])
def test_rule_gives_to_one_person_or_one_team(boss, team, both):
    chosen = {"team": team.pk, "person": DeskAccountFactory().pk} if both else {}

    response = add(boss, **chosen)

    assert "Choose either a person or a team, and not both." in Page(response).text
    person = DeskAccountFactory() if both else None
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentRule.objects.create(team=team if both else None, person=person)


def test_team_without_members_gets_no_rule(boss):
    response = add(boss, team=TeamFactory(name="Empty").pk)

    assert "Empty has no members yet." in Page(response).text


def test_account_that_may_not_own_is_not_offered(boss):
    assert add(boss, person=StaffFactory().pk).status_code == 200
    assert not AssignmentRule.objects.exists()


def test_last_default_is_not_given_a_condition(boss, team):
    rule = AssignmentRuleFactory(team=team)

    page = f"{RULES}{rule.pk}/change/"
    response = boss.post(page, {"position": 1, "team": team.pk, "person": "", "region": "africa"})

    assert "Without a default" in Page(response).text


@pytest.mark.parametrize("way", ["its page", "the action"])
def test_last_default_is_not_deleted(boss, team, way):
    rule = AssignmentRuleFactory(team=team)
    AssignmentRuleFactory(team=team, region="africa")

    if way == "its page":
        response = boss.post(f"{RULES}{rule.pk}/delete/", {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [rule.pk], "post": "yes"}
        response = boss.post(RULES, chosen)

    assert "This is the last rule without conditions" in Page(response).text
    assert AssignmentRule.objects.count() == 2


def test_other_rules_and_one_of_two_defaults_can_be_deleted(boss, team):
    rules = [AssignmentRuleFactory(team=team) for _ in range(2)]
    rules[0] = AssignmentRuleFactory(team=team, region="africa")

    for rule in rules:
        boss.post(f"{RULES}{rule.pk}/delete/", {"post": "yes"})

    assert AssignmentRule.objects.count() == 1


def test_default_team_stays_while_no_rule_is_the_default(boss, team):
    DeskSettings.objects.create(pk=1, default_team=team)
    form = {"answer_within": 2, "unit": "days", "default_team": ""}

    refused = boss.post(SETTINGS, form)
    AssignmentRuleFactory(team=team)

    assert "a default team is needed" in Page(refused).text
    assert boss.post(SETTINGS, form).status_code == 302


def team_form(team, *members, **more):
    form = {
        "name": team.name,
        "memberships-TOTAL_FORMS": len(members),
        "memberships-INITIAL_FORMS": len(members),
    }
    for n, member in enumerate(members):
        row = {"id": member.pk, "team": team.pk, "person": member.person_id, "position": n}
        form |= {f"memberships-{n}-{name}": value for name, value in row.items()}
    return form | more


def test_default_team_keeps_a_member(boss, team):
    DeskSettings.objects.create(pk=1, default_team=team)
    form = team_form(team, team.memberships.get(), **{"memberships-0-DELETE": "on"})

    response = boss.post(f"{TEAMS}{team.pk}/change/", form)

    assert "This is the default team: it needs a member" in Page(response).text
    assert team.memberships.exists()


def test_team_with_a_deactivated_member_can_still_be_saved(boss, team):
    member = team.memberships.get()
    type(member.person).objects.filter(pk=member.person_id).update(is_active=False)

    assert boss.post(f"{TEAMS}{team.pk}/change/", team_form(team, member)).status_code == 302
    assert "(deactivated)" in Page(boss.get(TEAMS)).text


def test_person_is_once_in_a_team(team):
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(team=team, person=team.memberships.get().person)


@pytest.mark.parametrize("page", [RULES, TEAMS])
def test_list_takes_as_many_queries_for_three_as_for_one(boss, page):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            boss.get(page)
        return len(asked)

    for _ in range(1):
        AssignmentRuleFactory(programs=[ProgramFactory()], team=TeamMemberFactory().team)
    queries()
    with_one = queries()
    for _ in range(2):
        AssignmentRuleFactory(programs=[ProgramFactory()], team=TeamMemberFactory().team)

    assert queries() == with_one


def test_page_says_who_would_get_it_and_changes_nothing(boss, team):
    away = TeamMemberFactory(team=team, person__first_name="Eve").person
    AbsenceFactory(person=away)
    program = ProgramFactory(short_name="Immunology")
    AssignmentRuleFactory(programs=[program], team=team)
    AssignmentRuleFactory(team=team)

    text = Page(boss.get(f"{RULES}try/", {"program": program.pk})).text

    assert "Rule 1: asked for Immunology; next in the team Admissions." in text
    assert "Eve (away until" in text
    assert not Turn.objects.exists()
    assert not Inquiry.objects.exists()


def test_page_of_who_would_get_it_survives_nonsense(boss):
    for query in ({"program": "x"}, {"country": "XX"}, {"interest": "9999"}):
        assert boss.get(f"{RULES}try/", query).status_code == 200
    assert boss.post(f"{RULES}try/").status_code == 405


def test_desk_reads_rules_and_changes_none(client, team):
    desk, rule = signed_in(client, "Inquiries desk"), AssignmentRuleFactory(team=team)

    for page in (RULES, TEAMS, f"{RULES}{rule.pk}/change/", f"{RULES}try/"):
        assert desk.get(page).status_code == 200
    for page in (f"{RULES}add/", f"{RULES}{rule.pk}/change/", f"{TEAMS}add/"):
        assert desk.post(page, {"position": 5}).status_code == 403


@pytest.mark.parametrize("page", [RULES, TEAMS, f"{RULES}try/", "/admin/inquiries/desksettings/"])
def test_editor_is_refused(client, page):
    assert signed_in(client, "Content editors").get(page).status_code == 403


def test_team_of_a_rule_is_not_deleted(boss, team):
    AssignmentRuleFactory(team=team)

    boss.post(f"{TEAMS}{team.pk}/delete/", {"post": "yes"})

    assert Team.objects.exists()
