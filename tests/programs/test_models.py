from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from content.academic_year import academic_year
from programs.models import CreditComponent, DegreeType, Plan, Program, RequirementGroup
from tests.factories import (
    ContactFactory,
    CostFactory,
    CourseFactory,
    CreditComponentFactory,
    CreditRuleFactory,
    DegreeTypeFactory,
    InquiryProgramFactory,
    KeyDateFactory,
    LandingFactory,
    PlanFactory,
    ProgramFactory,
    QuestionFactory,
    RequirementGroupFactory,
    StandardRuleFactory,
    StartTermFactory,
)

pytestmark = pytest.mark.django_db
Status = Program.Status


def second_rule_of_the_year():
    first = CreditRuleFactory()
    return CreditRuleFactory.build(
        degree_type=first.degree_type, valid_from_year=first.valid_from_year
    )


def second_component_of_the_kind():
    first = CreditComponentFactory()
    return CreditComponentFactory.build(rule=first.rule, kind=first.kind)


def second_plan_of_the_pathway():
    first = PlanFactory()
    return Plan(program=first.program, rule=first.rule, academic_year=2026, pathway=first.pathway)


def second_group_of_the_name():
    first = RequirementGroupFactory()
    return RequirementGroup(plan=first.plan, name=first.name)


def second_landing():
    LandingFactory()
    return LandingFactory.build(pk=2)


def second_start_term():
    return StartTermFactory.build(program=StartTermFactory().program)


# constraint: a row that breaks it, and what staff read
BROKEN = {
    "one_rule_per_degree_type_variant_and_year": (
        second_rule_of_the_year,
        "This degree type has such a rule from that year on.",
    ),
    "rule_total_is_positive": (
        lambda: CreditRuleFactory.build(degree_type=DegreeTypeFactory(), total_credits=0),
        "A degree needs at least 1 credit.",
    ),
    "one_component_of_a_kind_per_rule": (
        second_component_of_the_kind,
        "This rule already has a component of that kind.",
    ),
    "component_credits_are_positive": (
        lambda: CreditComponentFactory.build(rule=CreditRuleFactory(), minimum_credits=0),
        "A component needs at least 1 credit.",
    ),
    "contact_can_be_reached": (
        lambda: ContactFactory.build(program=ProgramFactory(), email="", phone=""),
        "Give an e-mail address or a telephone number.",
    ),
    "cost_is_positive": (
        lambda: CostFactory.build(program=ProgramFactory(), amount=0),
        "A cost is more than nothing.",
    ),
    "question_is_of_a_program_or_a_degree": (
        lambda: QuestionFactory.build(program=ProgramFactory(), degree_type=DegreeTypeFactory()),
        "Choose a program or a kind of degree, not both.",
    ),
    "course_has_credits": (
        lambda: CourseFactory.build(least_credits=0),
        "A course has at least half a credit.",
    ),
    "course_range_is_ascending": (
        lambda: CourseFactory.build(least_credits=4, most_credits=2),
        "The most credits are less than the least.",
    ),
    "one_plan_per_program_pathway_and_year": (
        second_plan_of_the_pathway,
        "This program has a plan for that pathway and year.",
    ),
    "one_group_of_a_name_per_plan": (
        second_group_of_the_name,
        "This plan has a group of that name.",
    ),
    "group_bounds_are_positive": (
        lambda: RequirementGroup(plan=PlanFactory(), name="Core", minimum_credits=0),
        "At least and at most are more than nothing, or empty.",
    ),
    "one_start_term_of_a_season": (
        second_start_term,
        "This term is listed already.",
    ),
    "landing_is_one_row": (
        second_landing,
        "This text stands in one row: change that one.",
    ),
}


@pytest.mark.parametrize(("broken", "said"), BROKEN.values(), ids=BROKEN)
def test_database_refuses_what_breaks_a_constraint(broken, said):
    row = broken()

    with pytest.raises(IntegrityError, match=r"(?i)constraint"):
        row.save()


@pytest.mark.parametrize(("broken", "said"), BROKEN.values(), ids=BROKEN)
def test_constraint_says_in_words_what_is_wrong(broken, said):
    with pytest.raises(ValidationError) as refused:
        broken().validate_constraints()

    assert refused.value.messages == [said]


def test_every_named_constraint_is_tried_here():
    models = apps.get_app_config("programs").get_models()

    assert {rule.name for model in models for rule in model._meta.constraints} == set(BROKEN)


@pytest.mark.parametrize(
    ("factory", "field"),
    [
        (DegreeTypeFactory, "name"),
        (DegreeTypeFactory, "slug"),
        (ProgramFactory, "official_name"),
        (ProgramFactory, "slug"),
    ],
)
def test_name_and_address_are_given_once(factory, field):
    first = factory()

    with pytest.raises(IntegrityError):
        factory(**{field: getattr(first, field)})


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 6, 30), 2025),
        (date(2026, 7, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_academic_year_begins_in_july(day, year):
    assert academic_year(day) == year


def test_current_rule_is_the_newest_already_valid():
    degree_type = DegreeTypeFactory()
    for year in (2021, 2025, 2019, 2026):
        CreditRuleFactory(degree_type=degree_type, valid_from_year=year)

    assert degree_type.current_rule(date(2026, 6, 30)).valid_from_year == 2025
    assert degree_type.current_rule(date(2026, 7, 1)).valid_from_year == 2026


def test_current_rule_is_none_before_the_first_one():
    rule = CreditRuleFactory(valid_from_year=2021)

    assert rule.degree_type.current_rule(date(2021, 6, 30)) is None


def test_current_rule_changes_at_midnight_in_boston():
    degree_type = CreditRuleFactory(valid_from_year=2025).degree_type
    CreditRuleFactory(degree_type=degree_type, valid_from_year=2026)

    with time_machine.travel(datetime(2026, 7, 1, 3, 59, tzinfo=UTC), tick=False):
        assert degree_type.current_rule().valid_from_year == 2025
    with time_machine.travel(datetime(2026, 7, 1, 4, 0, tzinfo=UTC), tick=False):
        assert degree_type.current_rule().valid_from_year == 2026


def test_prefetched_rule_and_its_words_ask_no_query(django_assert_num_queries):
    degree_type = StandardRuleFactory().degree_type
    ProgramFactory(degree_type=degree_type)
    program = Program.objects.with_credits().get()

    with django_assert_num_queries(0):
        rule = program.degree_type.current_rule()
        assert rule.in_words() == "4 credits of capstone project and 32 credits of other work"
        assert rule.problems() == []


def test_bar_draws_each_component_after_the_credits_before_it():
    segments = StandardRuleFactory().segments()

    assert [(part["component"].kind, part["offset"]) for part in segments] == [
        (CreditComponent.Kind.CAPSTONE, 0),
        (CreditComponent.Kind.OTHER, 4),
    ]


def test_rule_knows_what_it_lacks():
    rule = StandardRuleFactory(other__minimum_credits=31)

    assert rule.problems() == [
        "The components add up to 35; the rule says 36: 1 credit is missing."
    ]


def test_rule_and_component_are_named_by_their_credits():
    rule = StandardRuleFactory(degree_type__name="Master of Testing")

    assert str(rule) == "Master of Testing: 36 credits"
    assert [str(part) for part in rule.components.all()] == [
        "4 credits of capstone project",
        "32 credits of other work",
    ]


def test_open_programs_stand_in_the_form_order_without_paused_and_retired():
    last, first = ProgramFactory(form_position=2), ProgramFactory(form_position=1)
    for status in (Status.PAUSED, Status.RETIRED):
        ProgramFactory(status=status, form_position=0)

    assert list(Program.objects.open()) == [first, last]


def test_public_programs_keep_the_paused_and_hide_the_retired():
    shown = {ProgramFactory(status=status) for status in (Status.OPEN, Status.PAUSED)}
    ProgramFactory(status=Status.RETIRED)

    assert set(Program.objects.public()) == shown


def test_programs_stand_by_degree_type_each_in_the_listing_order():
    later, sooner = DegreeTypeFactory(position=2), DegreeTypeFactory(position=1)
    d = ProgramFactory(degree_type=later, listing_position=1)
    b = ProgramFactory(degree_type=sooner, listing_position=8)
    a = ProgramFactory(degree_type=sooner, listing_position=3)
    c = ProgramFactory(degree_type=later, listing_position=0)

    assert Program.objects.by_degree_type() == [(sooner, [a, b]), (later, [c, d])]


def test_degree_types_at_the_same_position_are_not_mixed():
    one, two = DegreeTypeFactory(position=0), DegreeTypeFactory(position=0)
    programs = [ProgramFactory(degree_type=kind, listing_position=0) for kind in (one, two) * 2]

    assert Program.objects.by_degree_type() == [(one, programs[::2]), (two, programs[1::2])]


def test_degree_type_without_a_public_program_is_not_listed():
    ProgramFactory(status=Status.RETIRED)

    assert Program.objects.public().by_degree_type() == []


def test_program_that_was_asked_for_cannot_be_deleted():
    asked = InquiryProgramFactory()

    with pytest.raises(ProtectedError):
        asked.program.delete()


@pytest.mark.parametrize("factory", [ProgramFactory, CreditRuleFactory])
def test_degree_type_in_use_cannot_be_deleted(factory):
    degree_type = factory().degree_type

    with pytest.raises(ProtectedError):
        degree_type.delete()


def test_components_go_with_their_rule():
    StandardRuleFactory().delete()

    assert not CreditComponent.objects.exists()
    assert DegreeType.objects.count() == 1


def test_programs_of_the_section_have_an_order_of_their_own():
    last = ProgramFactory(section_position=2, listing_position=1)
    first = ProgramFactory(section_position=1, listing_position=2)
    ProgramFactory(status=Status.RETIRED, section_position=0)

    assert list(Program.objects.in_section()) == [first, last]


def test_what_remains_is_the_total_without_the_degrees_own_work():
    rule = StandardRuleFactory()

    assert [part.name for part in rule.own_components()] == ["capstone project"]
    assert rule.remaining_credits() == 32


def test_cost_is_in_force_through_its_last_day():
    cost = CostFactory.build(review_by=date(2026, 12, 1))

    assert cost.is_in_force(date(2026, 12, 1))
    assert not cost.is_in_force(date(2026, 12, 2))


def test_key_date_is_over_when_its_day_ends():
    key_date = KeyDateFactory.build(day=date(2026, 12, 1))

    midnight = datetime(2026, 12, 2, 5, tzinfo=UTC)
    assert not key_date.is_over(midnight - timedelta(seconds=1))
    assert key_date.is_over(midnight)
