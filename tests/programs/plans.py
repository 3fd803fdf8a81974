"""A plan that reaches 36 credits: a capstone of 4, a core of 20, electives of 4 each."""

from programs.models import Plan
from tests.factories import CourseFactory, PlanFactory, RequirementGroupFactory


def standard_plan(electives=4, **values):
    plan = PlanFactory(**values)
    capstone = CourseFactory(code="CAP 1", title="Capstone", least_credits=4)
    core = [CourseFactory(code=f"COR {n}", title="Core", least_credits=5) for n in range(4)]
    chosen = [CourseFactory(code=f"ELE {n}", title="Elective") for n in range(electives)]
    RequirementGroupFactory(plan=plan, name="Capstone", kind="capstone", courses=[capstone])
    RequirementGroupFactory(plan=plan, name="Core", courses=core)
    RequirementGroupFactory(plan=plan, name="Electives", takes="some", courses=chosen)
    return Plan.objects.whole().get(pk=plan.pk)


def said(plan):
    return [str(problem) for problem in Plan.objects.whole().get(pk=plan.pk).problems()]
