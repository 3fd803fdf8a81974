"""Plans for tests, with credits written as whole numbers."""

from programs.credits import Course, Group, Plan

NAMES = {
    "capstone": "capstone project",
    "research": "mentored research",
    "other": "other didactic and scholarly work",
}


def course(code, credits, most=None, **more):
    more = {name: frozenset(value) for name, value in more.items()}
    return Course(code, 2 * credits, 2 * (most or credits), **more)


def group(name, component, *codes, is_all_of=False, minimum=0, maximum=None):
    most = None if maximum is None else 2 * maximum
    return Group(name, component, codes, is_all_of, 2 * minimum, most)


def plan(courses, groups, terms=4, **targets):
    targets = {component: 2 * credits for component, credits in targets.items()}
    return Plan(tuple(courses), tuple(groups), targets, terms, NAMES)


def simple(**reached):
    """One course of the wanted credits for each component, and a rule of `targets`."""
    courses = [course(name.upper(), credits) for name, credits in reached.items() if credits]
    groups = [group(name, name, name.upper()) for name, credits in reached.items() if credits]
    return courses, groups
