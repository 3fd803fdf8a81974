"""Plan my degree: a choice of courses as an address, as a form, and as what the page says of it.

The whole choice stands in the address, nothing is stored: `?way=full-time&take=CORE-1~STUDY:3@2` is
the full-time plan with CORE-1, and STUDY for 3 credits in the second term.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from content.stamp import per_stamp

from . import credits
from .credits.selection import Judgement, Taken, judge
from .models import Course, Plan, Program

MOST_TAKEN = 100
ITEM = re.compile(r"([^:@~]{1,20})(?::([0-9]{1,3}(?:\.5)?))?(?:@([0-9]{1,2}))?")
CREDITS = re.compile(r"[0-9]{1,3}(?:\.[05])?")


@dataclass(frozen=True)
class Choice:
    """`items` by code, and what of the address could not be taken, in words."""

    items: dict[str, Taken]
    refused: tuple[str, ...] = ()


@per_stamp
def plans_of(program: Program) -> list[Plan]:
    """The published plans of the newest year of each pathway."""
    return newest_of(program.plans.published().whole())


def newest_of(plans: Iterable[Plan]) -> list[Plan]:
    """Of one program's plans the newest of each pathway, in the order of the pathways."""
    newest: dict[str, Plan] = {}
    for plan in plans:
        if plan.pathway not in newest or newest[plan.pathway].academic_year < plan.academic_year:
            newest[plan.pathway] = plan
    order = [pathway.value for pathway in Plan.Pathway]
    return sorted(newest.values(), key=lambda plan: order.index(plan.pathway))


def chosen_plan(program: Program, query: QueryDict) -> Plan | None:
    """The plan of the pathway that the address names, else the first one."""
    plans = plans_of(program)
    named = [plan for plan in plans if plan.pathway == query.get("way")]
    return next(iter(named or plans), None)


def courses_of(plan: Plan) -> dict[str, Course]:
    return {
        course.code: course
        for group in plan.groups.all()
        for course in group.courses.all()
        if not course.is_retired
    }


def read(plan: Plan, query: QueryDict) -> Choice:
    """What the address says, in the form's many fields or in the short one."""
    courses = courses_of(plan)
    items: dict[str, Taken] = {}
    refused: list[str] = []
    written = list(items_of(query))
    if len(written) > MOST_TAKEN:
        refused.append(f"Nobody takes more than {MOST_TAKEN} courses: the others were left out.")
    for code, number, term in written[:MOST_TAKEN]:
        if code not in courses:
            refused.append(f"“{code[:20]}” is no course of this plan.")
        elif code in items:
            refused.append(f"{code} was named twice, and counts once.")
        elif (half_credits := half_credits_of(courses[code], number)) is None:
            refused.append(f"{code}: write its credits as a number, such as 2 or 2.5.")
        else:
            items[code] = Taken(half_credits, term_of(plan, term))
    return Choice(items, tuple(dict.fromkeys(refused)))


def items_of(query: QueryDict) -> Iterator[tuple[str, str, str]]:
    """Each course with its credits and its term, as they were written."""
    for written in query.get("take", "").split("~") if query.get("take") else ():
        match = ITEM.fullmatch(written)
        yield (match[1], match[2] or "", match[3] or "") if match else (written, "", "")
    for code in query.getlist("course"):
        yield code, query.get(f"credits-{code}", ""), query.get(f"term-{code}", "")


def half_credits_of(course: Course, number: str) -> int | None:
    """What was written as credits, in halves; None when it is no whole or half number.

    By its letters first: "1e999999" is a number too, and reckoning with it takes minutes.
    """
    if not number:
        return credits.halves(course.least_credits)
    return credits.halves(Decimal(number)) if CREDITS.fullmatch(number) else None


def term_of(plan: Plan, term: str) -> int | None:
    is_one = term.isascii() and term.isdecimal() and len(term) <= 2
    return int(term) if is_one and 1 <= int(term) <= plan.terms else None


def address(plan: Plan, choice: Choice) -> str:
    """The short address of the choice, the same however it was written."""
    courses = courses_of(plan)
    parts = []
    for code in sorted(choice.items):
        each = choice.items[code]
        is_chosen = each.credits != credits.halves(courses[code].least_credits)
        parts.append(
            code
            + (f":{credits.said(each.credits)}" if is_chosen else "")
            + (f"@{each.term}" if each.term else "")
        )
    query = {"way": plan.pathway} | ({"take": "~".join(parts)} if parts else {})
    page = reverse("programs:plan", args=[plan.program.slug])
    return f"{page}?{urlencode(query, safe='~:@')}"


def judged(plan: Plan, choice: Choice) -> Judgement:
    return judge(plan.for_solver(), choice.items)


def components(plan: Plan, judgement: Judgement) -> list[dict[str, object]]:
    """For the page: each component with what counts so far, and what it asks for."""
    return [
        {
            "name": part.name,
            "kind": part.kind,
            "counted": credits.said(judgement.counted[part.kind]),
            "target": credits.said(judgement.targets[part.kind]),
            "is_whole": judgement.counted[part.kind] == judgement.targets[part.kind],
        }
        for part in plan.rule.components.all()
    ]


def tally(judgement: Judgement) -> str:
    """ "12 of 36 credits", of all components together."""
    counted, target = sum(judgement.counted.values()), sum(judgement.targets.values())
    return f"{credits.said(counted)} of {credits.said(target)} credits"


def groups(plan: Plan, choice: Choice) -> list[dict[str, object]]:
    """For the form: each group with its courses, and what of them is chosen."""
    return [
        {
            "group": group,
            "rows": [
                row(course, choice) for course in group.courses.all() if not course.is_retired
            ],
        }
        for group in plan.groups.all()
    ]


def chosen_courses(plan: Plan, choice: Choice) -> list[dict[str, object]]:
    """For paper, where boxes to tick say little: what is chosen, in words, in the plan's order."""
    seasons = plan.seasons()
    return [
        {
            "course": course,
            "credits": credits.in_credits(taken.credits),
            "term": f"term {term}, {seasons[term - 1].label.lower()}" if term else "",
        }
        for code, course in courses_of(plan).items()
        if (taken := choice.items.get(code))
        for term in [taken.term]
    ]


def verdict(choice: Choice, judgement: Judgement) -> str:
    if judgement.is_whole:
        return "This choice earns the degree."
    return "This choice does not earn the degree yet." if choice.items else "Nothing is chosen yet."


def row(course: Course, choice: Choice) -> dict[str, object]:
    chosen = choice.items.get(course.code)
    least = credits.halves(course.least_credits)
    return {
        "course": course,
        "is_chosen": chosen is not None,
        "credits": credits.said(chosen.credits if chosen else least),
        "term": chosen.term if chosen else None,
        "needs": listed(each.code for each in course.needs.all()),
        "excludes": listed(each.code for each in course.excludes.all()),
    }


def listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))
