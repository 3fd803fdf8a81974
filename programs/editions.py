"""Next year's plans, made from this year's, and what differs between two of them."""

from django.db import transaction

from . import credits
from .models import CreditRule, Plan, RequirementGroup


@transaction.atomic
def copy_to_next_year(plan: Plan) -> Plan | None:
    """A draft with the same groups and the rule of its year; None when that year has a plan."""
    year = plan.academic_year + 1
    same = Plan.objects.filter(program=plan.program, pathway=plan.pathway, academic_year=year)
    if same.exists():
        return None
    new = Plan.objects.create(
        program=plan.program,
        pathway=plan.pathway,
        rule=rule_of(plan, year),
        academic_year=year,
        terms=plan.terms,
        begins_in=plan.begins_in,
        has_summer_terms=plan.has_summer_terms,
        is_example=plan.is_example,
    )
    for group in plan.groups.all():
        courses = list(group.courses.all())
        copied = RequirementGroup.objects.create(
            plan=new,
            name=group.name,
            kind=group.kind,
            takes=group.takes,
            minimum_credits=group.minimum_credits,
            maximum_credits=group.maximum_credits,
            position=group.position,
        )
        copied.courses.set(courses)
    return new


def rule_of(plan: Plan, year: int) -> CreditRule:
    """The rule of the same degree and variant that holds in `year`."""
    same = plan.rule.degree_type.rules.filter(variant=plan.rule.variant, valid_from_year__lte=year)
    return same.order_by("-valid_from_year").first() or plan.rule


def differences(old: Plan, new: Plan) -> list[str]:
    """What has changed from one to the other, in words, group by group."""
    before = {group.name: described(group) for group in old.groups.all()}
    after = {group.name: described(group) for group in new.groups.all()}
    found = [f"The rule asked for {old.rule.in_words()}, and asks for {new.rule.in_words()}."]
    found = found if old.rule.in_words() != new.rule.in_words() else []
    if old.terms != new.terms:
        found.append(f"It took {old.terms} terms, and takes {new.terms}.")
    found += [f"“{name}” is gone." for name in before if name not in after]
    found += [f"“{name}” is new: {after[name]}." for name in after if name not in before]
    found += [
        f"“{name}” was {before[name]}, and is {after[name]}."
        for name in before
        if name in after and before[name] != after[name]
    ]
    return found


def described(group: RequirementGroup) -> str:
    """ "all of BIO 701, BIO 702", "at least 6 credits from BIO 703, BIO 704"."""
    codes = ", ".join(course.code for course in group.courses.all())
    if group.takes == RequirementGroup.Takes.ALL:
        return f"all of {codes}"
    limits = ("at least", group.minimum_credits), ("at most", group.maximum_credits)
    bounds = [
        f"{words} {credits.in_credits(credits.halves(bound))}" for words, bound in limits if bound
    ]
    return f"{' and '.join(bounds) or 'any'} from {codes}"
