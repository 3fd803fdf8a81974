"""Who gets an inquiry: the choice itself, over plain data."""

from datetime import date, timedelta

import pytest
from django_countries import countries

from inquiries.regions import Region, region_of
from inquiries.rules import Asked, Group, Plan, Rule, choose

TODAY = date(2026, 11, 24)
ADA, EVE, MAX, BOSS = 1, 2, 3, 9
IMMUNOLOGY, BIOETHICS, STUDENT, INDUSTRY = 10, 11, 20, 21
ADMISSIONS = Group((ADA, EVE), "Admissions", team=1)
LABS = Group((MAX,), "Labs", team=2)
AFRICANS = Rule(Group((EVE,), "Eve"), region=Region.AFRICA)
IMMUNOLOGISTS = Rule(LABS, programs={IMMUNOLOGY: "Immunology"})
STUDENTS = Rule(LABS, interests={STUDENT: "Student"})
IVORIANS = Rule(LABS, countries=frozenset(["CI"]))
DEFAULT = Rule(ADMISSIONS)


def plan(*rules, **more):
    return Plan(rules, desk=(ADA, EVE, MAX), superusers=(BOSS,), **more)


def away(*people, first=TODAY, last=TODAY):
    return dict.fromkeys(people, ((first, last),))


def asked(*programs, country="", interests=()):
    return Asked(frozenset(programs), country, frozenset(interests))


@pytest.mark.parametrize(
    ("rule", "fits", "does_not", "why"),
    [
        (IMMUNOLOGISTS, asked(BIOETHICS, IMMUNOLOGY), asked(BIOETHICS), "asked for Immunology"),
        (AFRICANS, asked(country="KE"), asked(country="DE"), "from Africa"),
        (STUDENTS, asked(interests=[STUDENT]), asked(interests=[INDUSTRY]), "ticked Student"),
        (
            Rule(LABS, countries=frozenset(["CI"])),
            asked(country="CI"),
            asked(),
            "from Côte d'Ivoire",
        ),
    ],
)
def test_rule_fits_what_its_condition_says(rule, fits, does_not, why):
    chosen = choose(plan(rule, DEFAULT), fits, TODAY)

    assert chosen.why.startswith(f"Rule 1: {why}; ")
    assert choose(plan(rule, DEFAULT), does_not, TODAY).why.startswith("Rule 2: it fits everything")


def test_all_conditions_of_a_rule_must_be_met():
    both = Rule(LABS, programs={IMMUNOLOGY: "Immunology"}, region=Region.AFRICA)

    chosen = choose(plan(both, DEFAULT), asked(IMMUNOLOGY, country="KE"), TODAY)

    assert chosen.why == "Rule 1: asked for Immunology, from Africa; next in the team Labs"
    assert choose(plan(both, DEFAULT), asked(IMMUNOLOGY), TODAY).people == (ADA, EVE)


def test_region_and_countries_of_a_rule_are_one_place():
    rule = Rule(LABS, countries=frozenset(["DE"]), region=Region.AFRICA)

    for country in ("DE", "KE"):
        assert choose(plan(rule, DEFAULT), asked(country=country), TODAY).people == (MAX,)


def test_first_rule_that_fits_wins():
    chosen = choose(plan(AFRICANS, IMMUNOLOGISTS), asked(IMMUNOLOGY, country="KE"), TODAY)

    assert chosen.people == (EVE,)


def test_rule_whose_people_are_away_is_passed_over_and_that_is_said():
    ours = plan(IMMUNOLOGISTS, DEFAULT, away=away(MAX))

    chosen = choose(ours, asked(IMMUNOLOGY), TODAY)

    assert chosen.people == (ADA, EVE)
    assert chosen.why == (
        "Rule 2: it fits everything; next in the team Admissions; nobody of rule 1 is here"
    )


@pytest.mark.parametrize(
    ("days", "people"), [(-1, (ADA, EVE)), (0, (EVE,)), (7, (EVE,)), (8, (ADA, EVE))]
)
def test_absence_holds_from_its_first_to_its_last_day(days, people):
    ours = plan(DEFAULT, away=away(ADA, last=TODAY + timedelta(days=7)))

    assert choose(ours, asked(), TODAY + timedelta(days=days)).people == people


def test_who_may_not_change_inquiries_is_passed_over():
    ours = Plan((DEFAULT,), desk=(EVE,))

    assert choose(ours, asked(), TODAY).people == (EVE,)


def test_who_passes_on_what_they_own_does_not_get_it_back():
    assert choose(plan(DEFAULT), asked(), TODAY, besides=ADA).people == (EVE,)


def test_default_team_gets_what_no_rule_fits():
    chosen = choose(plan(IMMUNOLOGISTS, default=ADMISSIONS), asked(BIOETHICS), TODAY)

    assert chosen.people == (ADA, EVE)
    assert chosen.why == "Default team: no rule gave it to anybody; next in the team Admissions"


@pytest.mark.parametrize(
    ("ours", "people", "why"),
    [
        (plan(IMMUNOLOGISTS), (ADA, EVE, MAX), "so it went to an account of the desk"),
        (plan(DEFAULT, away=away(ADA, EVE)), (MAX,), "so it went to an account of the desk"),
        (plan(DEFAULT, away=away(ADA, EVE, MAX)), (BOSS,), "so it went to an administrator"),
        (plan(DEFAULT, away=away(ADA, EVE, MAX, BOSS)), (ADA, EVE, MAX), "Nobody at all is here"),
        (Plan((DEFAULT,), superusers=(BOSS,), away=away(BOSS)), (BOSS,), "Nobody at all is here"),
        (Plan((DEFAULT,)), (), "no account"),
    ],
)
def test_somebody_owns_it_while_there_is_any_account(ours, people, why):
    chosen = choose(ours, asked(BIOETHICS), TODAY)

    assert chosen.people == people
    assert why in chosen.why


def test_turns_go_round():
    chosen = choose(plan(DEFAULT), asked(), TODAY)

    assert [chosen.owner(turn) for turn in range(4)] == [ADA, EVE, ADA, EVE]


def test_long_reason_fits_its_column():
    names = dict.fromkeys(range(20), "A program with a long name")

    chosen = choose(plan(Rule(LABS, programs=names)), asked(*names), TODAY)

    assert len(chosen.why) == 200


def test_every_country_of_the_form_but_antarctica_is_in_one_region():
    assert [code for code, _ in countries if region_of(code) is None] == ["AQ"]
    assert region_of("") is None
