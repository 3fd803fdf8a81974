"""The example plans of the programs: one for each way to study, until staff enter the real ones."""

from decimal import Decimal
from typing import Any

from content.loading import Loader, read, save

from .models import Course, CreditRule, Plan, Program, RequirementGroup

FIRST_YEAR = 2026
CREDITS = ("least_credits", "most_credits")


def load_plans(loader: Loader) -> None:
    load_courses(loader)
    courses = {course.code: course for course in Course.objects.all()}
    for values in read("programs", "plans"):
        rule = rule_of(values)
        programs = Program.objects.filter(degree_type__slug=values["degree_type"])
        for program in programs if rule else ():
            load_plan(loader, program, rule, values, courses)


def load_courses(loader: Loader) -> None:
    needs = {}
    for values in read("programs", "courses"):
        code = values.pop("code")
        needed = values.pop("needs", [])
        values |= {name: Decimal(values[name]) for name in CREDITS if name in values}
        is_new = not Course.objects.filter(code=code).exists()
        course = loader.load(Course, {"code": code}, values)
        if course and is_new:
            needs[course] = needed
    for course, codes in needs.items():
        course.needs.set(Course.objects.filter(code__in=codes))


def rule_of(values: dict[str, Any]) -> CreditRule | None:
    """The newest rule that holds in the year of the examples; None when staff took it away."""
    rules = CreditRule.objects.filter(
        degree_type__slug=values["degree_type"],
        variant=values["variant"],
        valid_from_year__lte=FIRST_YEAR,
    )
    return rules.order_by("-valid_from_year").first()


def load_plan(
    loader: Loader,
    program: Program,
    rule: CreditRule | None,
    values: dict[str, Any],
    courses: dict[str, Course],
) -> None:
    """Made once, as a whole. What staff do with it, or without it, stays."""
    key = {"program": program, "pathway": values["pathway"]}
    if loader.touched_by_staff(Plan, key):
        loader.keep()
        return
    if plan := Plan.objects.filter(**key).first():
        loader.counts["unchanged"] += 1 + plan.groups.count()
        return
    plan = loader.load(
        Plan,
        {**key, "academic_year": FIRST_YEAR},
        {"rule": rule, "terms": values["terms"], "is_example": True},
    )
    for position, group in enumerate(values["groups"], start=1):
        row = {**group, "position": position}
        chosen = [courses[code] for code in row.pop("courses") if code in courses]
        made = loader.load(RequirementGroup, {"plan": plan, "name": row.pop("name")}, row)
        made.courses.set(chosen)
    if not Plan.objects.whole().get(pk=plan.pk).problems():
        plan.state = Plan.State.PUBLISHED
        save(plan)
