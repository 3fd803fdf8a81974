"""Which courses of a plan must be taken, and which cannot be, before anything is added up."""

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from .plan import Course, Plan


@dataclass(frozen=True)
class Available:
    """`terms`: the first term in which each available course can be taken."""

    terms: dict[str, int]
    musts: frozenset[str]

    @property
    def missing(self) -> list[str]:
        """What must be taken, and cannot be."""
        return sorted(self.musts - self.terms.keys())


def available(plan: Plan) -> Available:
    terms = first_terms(plan)
    musts = must_be_taken(plan)
    excluded = {
        course.code
        for course in plan.courses
        for must in musts & plan.by_code.keys() - {course.code}
        if are_exclusive(course, plan.by_code[must])
    }
    if excluded:
        # whatever needs an excluded course goes with it
        kept = tuple(course for course in plan.courses if course.code not in excluded)
        terms = first_terms(Plan(kept, plan.groups, plan.targets, plan.terms))
    return Available(terms, musts)


def first_terms(plan: Plan) -> dict[str, int]:
    """The first term in which a course can be taken, after all that it needs.

    Without those that never can: offered in no term that is late enough, in want of a course that
    the plan does not have, or in a circle.
    """
    found: dict[str, int] = {}
    waiting = list(plan.courses)
    while waiting:
        ready = [course for course in waiting if course.needs <= found.keys()]
        if not ready:
            return found
        for course in ready:
            after = max((found[code] for code in course.needs), default=0)
            offered = course.terms or range(1, plan.terms + 1)
            late_enough = [term for term in offered if after < term <= plan.terms]
            if late_enough:
                found[course.code] = min(late_enough)
        waiting = [course for course in waiting if course not in ready]
    return found


def must_be_taken(plan: Plan) -> frozenset[str]:
    """The courses of the groups that ask for all, and what these need, and so on."""
    musts: set[str] = set()
    coming = {code for group in plan.groups if group.is_all_of for code in group.courses}
    while coming:
        musts |= coming
        needed = {code for each in coming if each in plan.by_code for code in needs(plan, each)}
        coming = needed - musts
    return frozenset(musts)


def needs(plan: Plan, code: str) -> frozenset[str]:
    return plan.by_code[code].needs


def are_exclusive(one: Course, other: Course) -> bool:
    """Said on either of the two, it holds for both."""
    return other.code in one.excludes or one.code in other.excludes


def circle(plan: Plan) -> list[str]:
    """The codes of courses that need each other in a circle, in order; [] when there is none."""
    try:
        TopologicalSorter({course.code: course.needs for course in plan.courses}).prepare()
    except CycleError as error:
        codes: list[str] = error.args[1]
        return codes[::-1]
    return []
