"""Plans judged by trying everything: what the solver must agree with."""

from itertools import product


def can_reach(plan):
    """Whether some choice of courses, credits and groups keeps every rule of the plan."""
    choices = [
        [None, *product(places(plan, course), range(course.least, course.most + 1))]
        for course in plan.courses
    ]
    return any(
        holds(plan, dict(zip(plan.by_code, choice, strict=True))) for choice in product(*choices)
    )


def places(plan, course):
    return [n for n, group in enumerate(plan.groups) if course.code in group.courses]


def holds(plan, choice):
    taken = {code: place for code, place in choice.items() if place}
    return (
        can_be_taken(plan, taken)
        and all(group_holds(n, group, taken) for n, group in enumerate(plan.groups))
        and all(
            sum(c for n, c in taken.values() if plan.groups[n].component == component) == target
            for component, target in plan.targets.items()
        )
    )


def group_holds(n, group, taken):
    here = [credits for place, credits in taken.values() if place == n]
    if group.is_all_of and any(taken.get(code, (None,))[0] != n for code in group.courses):
        return False
    most = sum(here) if group.maximum is None else group.maximum
    return group.minimum <= sum(here) <= most


def can_be_taken(plan, taken):
    """Whether no two exclude each other, and each has a term after those of what it needs."""
    courses = [plan.by_code[code] for code in taken]
    if any(one.excludes & taken.keys() for one in courses):
        return False
    terms = {}
    for _ in courses:
        for course in courses:
            if course.needs <= terms.keys() and course.code not in terms:
                after = max((terms[code] for code in course.needs), default=0)
                offered = course.terms or range(1, plan.terms + 1)
                late = [term for term in offered if after < term <= plan.terms]
                if late:
                    terms[course.code] = min(late)
    return len(terms) == len(courses)
