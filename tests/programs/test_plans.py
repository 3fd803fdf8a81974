"""Plans of study as rows: what they say of themselves, and next year's edition."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from programs import editions
from programs.models import Course, Plan, RequirementGroup
from programs.models.plan import Season
from tests.factories import CourseFactory, StandardRuleFactory
from tests.programs.plans import said, standard_plan

pytestmark = pytest.mark.django_db


def test_standard_plan_reaches_its_rule():
    assert said(standard_plan()) == []


def test_plan_with_too_few_electives_says_how_far_it_gets():
    assert said(standard_plan(electives=2)) == [
        "Even with every elective taken, other work reaches 28 of 32 credits."
    ]


def test_retired_course_counts_no_more():
    plan = standard_plan(electives=3)
    Course.objects.filter(code="ELE 0").update(is_retired=True)

    assert said(plan) == ["Even with every elective taken, other work reaches 28 of 32 credits."]


def test_rule_with_a_thesis_wants_a_course_that_everybody_takes():
    plan = standard_plan()
    plan.rule.asks_for_thesis = True
    plan.rule.save()
    assert said(plan) == [
        "The rule asks for a thesis, and no course that everybody takes ends in one."
    ]

    Course.objects.filter(code="CAP 1").update(is_thesis=True)
    assert said(plan) == []


def test_course_offered_in_no_term_of_the_plan_cannot_be_taken():
    plan = standard_plan()
    Course.objects.filter(code="COR 1").update(offered="summer")

    [problem] = said(plan)

    assert problem.startswith("Core: It asks for COR 1, which cannot be taken")


@pytest.mark.parametrize(
    ("values", "seasons"),
    [
        ({"terms": 4}, "fall spring fall spring"),
        ({"terms": 3, "begins_in": "spring"}, "spring fall spring"),
        ({"terms": 4, "has_summer_terms": True}, "fall spring summer fall"),
        ({"terms": 2, "begins_in": "summer"}, "fall spring"),
    ],
)
def test_terms_follow_each_other(values, seasons):
    assert Plan(**values).seasons() == [Season(name) for name in seasons.split()]


@pytest.mark.parametrize("credits", ["0.25", "1.3"])
def test_course_of_a_quarter_credit_is_refused(credits):
    with pytest.raises(ValidationError, match="Credits come in whole and half ones"):
        CourseFactory.build(least_credits=Decimal(credits)).full_clean()


def test_next_years_plan_is_a_draft_with_the_same_groups():
    plan = standard_plan(state=Plan.State.PUBLISHED)

    new = editions.copy_to_next_year(plan)

    assert (new.academic_year, new.state) == (plan.academic_year + 1, Plan.State.DRAFT)
    assert editions.differences(plan, new) == []
    assert said(new) == []


def test_next_years_plan_follows_next_years_rule():
    plan = standard_plan()
    newer = StandardRuleFactory(degree_type=plan.rule.degree_type, valid_from_year=2027)

    assert editions.copy_to_next_year(plan).rule == newer


def test_year_that_has_a_plan_is_left_alone():
    plan = standard_plan()
    editions.copy_to_next_year(plan)

    assert editions.copy_to_next_year(plan) is None


def test_differences_are_said_group_by_group():
    plan = standard_plan()
    new = editions.copy_to_next_year(plan)
    new.groups.get(name="Electives").delete()
    core = new.groups.get(name="Core")
    core.courses.remove(Course.objects.get(code="COR 3"))
    RequirementGroup.objects.filter(pk=core.pk).update(takes="some", minimum_credits=10)

    assert editions.differences(plan, Plan.objects.whole().get(pk=new.pk)) == [
        "“Electives” is gone.",
        "“Core” was all of COR 0, COR 1, COR 2, COR 3, and is at least 10 credits from "
        "COR 0, COR 1, COR 2.",
    ]
