"""What a choice of courses adds up to under a plan; what is missing or wrong, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .available import are_exclusive, first_terms
from .plan import Course, Plan, said
from .search import component_sums
from .verdict import in_credits

Sums = tuple[int, ...]


@dataclass(frozen=True)
class Taken:
    """Half credits of a chosen course, and the number of its term when one was chosen."""

    credits: int
    term: int | None = None


@dataclass(frozen=True)
class Judgement:
    """`counted` and `targets` in half credits by component; `is_whole`: it earns the degree."""

    counted: Mapping[str, int]
    targets: Mapping[str, int]
    missing: tuple[str, ...]
    problems: tuple[str, ...]
    is_whole: bool


def judge(plan: Plan, chosen: Mapping[str, Taken]) -> Judgement:
    """`chosen` by code: courses of the plan alone, each for credits within its range.

    A course counts in one group; when it is in several, in the one that helps most.
    """
    own = restricted(
        plan, {code: taken for code, taken in chosen.items() if fits(plan, code, taken)}
    )
    counted = counted_by_component(own)
    wrong = tuple(problems(plan, restricted(plan, chosen), chosen))
    missing = tuple(what_is_missing(plan, own, counted))
    surplus = sum(taken.credits for taken in chosen.values()) - sum(counted.values())
    if surplus:
        wrong += (
            f"Of what you chose, {in_credits(surplus)} {'is' if surplus == 2 else 'are'} too many:"
            " leave out as much.",
        )
    is_whole = not missing and not wrong and adds_up(own)
    if not missing and not wrong and not is_whole:
        wrong = ("Chosen like this, the groups cannot all keep to their rules.",)
    return Judgement(counted, plan.targets, missing, wrong, is_whole)


def restricted(plan: Plan, chosen: Mapping[str, Taken]) -> Plan:
    """The plan with nothing to choose any more: these courses, for these credits."""
    courses = tuple(
        replace(course, least=chosen[course.code].credits, most=chosen[course.code].credits)
        for course in plan.courses
        if course.code in chosen
    )
    groups = tuple(
        replace(group, courses=tuple(code for code in group.courses if code in chosen))
        for group in plan.groups
    )
    return Plan(courses, groups, plan.targets, plan.terms, plan.names)


def adds_up(own: Plan) -> bool:
    """Whether all that was chosen, and nothing less, makes each component whole."""
    if sum(course.least for course in own.courses) != sum(own.targets.values()):
        return False
    components = list(own.targets)
    return any(
        all(bits >> own.targets[each] & 1 for each, bits in zip(components, sums, strict=True))
        for sums in component_sums(own, components)
    )


def counted_by_component(own: Plan) -> dict[str, int]:
    """Of all ways to count each course in one of its groups, the one that counts most."""
    states: set[Sums] = {(0,) * len(own.groups)}
    for course in own.courses:
        places = [n for n, group in enumerate(own.groups) if course.code in group.courses]
        states = {with_credits(sums, n, course) for sums in states for n in places} or states
    ways = [by_component(own, sums) for sums in states]
    return max(ways, key=lambda way: (sum(way.values()), *way.values()))


def with_credits(sums: Sums, n: int, course: Course) -> Sums:
    return (*sums[:n], sums[n] + course.least, *sums[n + 1 :])


def by_component(own: Plan, sums: Sums) -> dict[str, int]:
    counted = dict.fromkeys(own.targets, 0)
    for group, credits in zip(own.groups, sums, strict=True):
        most = credits if group.maximum is None else min(credits, group.maximum)
        counted[group.component] += most
    return {each: min(credits, own.targets[each]) for each, credits in counted.items()}


def what_is_missing(plan: Plan, own: Plan, counted: Mapping[str, int]) -> Iterator[str]:
    for component, target in plan.targets.items():
        if gap := target - counted[component]:
            yield f"{in_credits(gap)} of {plan.called(component)}"
    for group, kept in zip(plan.groups, own.groups, strict=True):
        if group.is_all_of and (left := [c for c in group.courses if c not in kept.courses]):
            yield f"{', '.join(left)} of “{group.name}”, which asks for all its courses"
        elif sum(own.by_code[code].least for code in kept.courses) < group.minimum:
            yield f"some of “{group.name}”, which asks for at least {in_credits(group.minimum)}"


def problems(plan: Plan, own: Plan, chosen: Mapping[str, Taken]) -> Iterator[str]:
    for course in own.courses:
        for code in sorted(course.needs - chosen.keys()):
            yield f"{course.code} needs {code} first."
        for other in own.courses:
            if course.code < other.code and are_exclusive(course, other):
                yield f"{course.code} and {other.code} exclude each other: take one of them."
        yield from range_problems(plan.by_code[course.code], chosen[course.code])
        yield from term_problems(course, chosen)
    possible = first_terms(own)
    for course in own.courses:
        if course.needs <= possible.keys() and course.code not in possible:
            yield f"{course.code} cannot be taken within {plan.terms} terms."


def fits(plan: Plan, code: str, taken: Taken) -> bool:
    course = plan.by_code[code]
    return course.least <= taken.credits <= course.most


def range_problems(course: Course, taken: Taken) -> Iterator[str]:
    if not course.least <= taken.credits <= course.most:
        yield (
            f"{course.code} has {said(course.least)} to {in_credits(course.most)}; "
            f"you chose {said(taken.credits)}."
        )


def term_problems(course: Course, chosen: Mapping[str, Taken]) -> Iterator[str]:
    """Of the terms that were chosen; one that was not says nothing."""
    term = chosen[course.code].term
    if term is None:
        return
    if course.terms and term not in course.terms:
        yield f"{course.code} is not offered in term {term}."
    for code in sorted(course.needs & chosen.keys()):
        before = chosen[code].term
        if before is not None and before >= term:
            yield f"{course.code} needs {code} in an earlier term."
