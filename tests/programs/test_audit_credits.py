import io

import pytest
from django.core.management import CommandError, call_command

from programs import editions
from programs.models import CreditComponent, Plan
from tests.factories import StandardRuleFactory
from tests.programs.plans import standard_plan

pytestmark = pytest.mark.django_db


def audit():
    """What the command prints, and its last words when it fails."""
    said = io.StringIO()
    try:
        call_command("audit_credits", stdout=said)
    except CommandError as failed:
        return said.getvalue().splitlines(), str(failed)
    return said.getvalue().splitlines(), None


def break_behind_the_back_of_the_forms(rule, **values):
    kind = CreditComponent.Kind.OTHER
    assert CreditComponent.objects.filter(rule=rule, kind=kind).update(**values) == 1


def test_audit_passes_rules_that_hold():
    StandardRuleFactory(degree_type__name="Master of Testing", valid_from_year=2021)

    assert audit() == (["Master of Testing, from 2021: holds"], None)


def test_audit_passes_an_empty_site():
    assert audit() == ([], None)


def test_audit_fails_and_names_the_missing_number():
    StandardRuleFactory(degree_type__name="Master of Holding")
    broken = StandardRuleFactory(degree_type__name="Master of Gaps")
    break_behind_the_back_of_the_forms(broken, minimum_credits=31)

    lines, failure = audit()

    assert lines == [
        "Master of Holding, from 2021: holds",
        "Master of Gaps, from 2021: The components add up to 35; the rule says 36: "
        "1 credit is missing.",
    ]
    assert failure == "1 of 2 rules and plans do not hold."


def test_audit_fails_on_a_rule_without_components():
    rule = StandardRuleFactory()
    CreditComponent.objects.filter(rule=rule).delete()

    lines, failure = audit()

    assert lines[0].endswith("has no components: 36 credits are missing.")
    assert failure == "1 of 1 rules and plans do not hold."


def test_audit_asks_as_many_queries_for_three_rules_as_for_one(django_assert_num_queries):
    StandardRuleFactory()
    with django_assert_num_queries(3):
        audit()
    StandardRuleFactory.create_batch(2)
    with django_assert_num_queries(3):
        audit()


def test_audit_judges_published_plans_and_leaves_drafts_alone():
    plan = standard_plan(electives=1, state=Plan.State.PUBLISHED)
    draft = Plan.objects.create(
        program=plan.program, rule=plan.rule, pathway="part-time", academic_year=2026, terms=8
    )

    lines, failure = audit()

    assert f"{plan}: Even with every elective taken, other work reaches 24 of 32 credits." in lines
    assert str(draft) not in "".join(lines)
    assert failure == "1 of 2 rules and plans do not hold."


def test_audit_asks_as_many_queries_for_three_plans_as_for_one(django_assert_num_queries):
    plan = standard_plan(state=Plan.State.PUBLISHED)
    with django_assert_num_queries(8):
        audit()
    editions.copy_to_next_year(editions.copy_to_next_year(plan))
    Plan.objects.update(state=Plan.State.PUBLISHED)
    with django_assert_num_queries(8):
        audit()
