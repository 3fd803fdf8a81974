"""What keeps a plan from its degree, in words, and as little of it as explains it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from .available import available, circle
from .plan import Group, Plan, said
from .rules import count
from .search import component_sums, numbers


@dataclass(frozen=True)
class Problem:
    """`group`: the name of the one that it is about, empty when it is about more."""

    text: str
    group: str = ""

    def __str__(self) -> str:
        return f"{self.group}: {self.text}" if self.group else self.text


def plan_problems(plan: Plan) -> list[Problem]:
    """Why the plan cannot reach exactly its rule, component by component; [] when it can."""
    found = [*shape_problems(plan)]
    return found or [*missing_components(plan)] or sum_problems(plan)


def shape_problems(plan: Plan) -> Iterator[Problem]:
    """What is wrong before anything is added up."""
    if codes := circle(plan):
        yield Problem(f"These courses need each other in a circle: {' → '.join(codes)}.")
    for course in plan.courses:
        if not 0 < course.least <= course.most:
            yield Problem(
                f"{course.code} has {said(course.least)} to {said(course.most)} credits: "
                "write at least half a credit, and no less as the most than as the least."
            )
    for group in plan.groups:
        yield from group_problems(plan, group)


def group_problems(plan: Plan, group: Group) -> Iterator[Problem]:
    if group.component not in plan.targets:
        yield Problem(f"The rule has no {plan.called(group.component)}.", group.name)
    if group.maximum is not None and group.maximum < group.minimum:
        yield Problem(
            f"Its minimum of {said(group.minimum)} credits is above its maximum of "
            f"{said(group.maximum)}.",
            group.name,
        )
    if not group.courses:
        yield Problem("It has no courses.", group.name)
        return
    most = sum(plan.by_code[code].most for code in group.courses)
    if most < group.minimum:
        yield Problem(
            f"It asks for {in_credits(group.minimum)}, but all its courses together have "
            f"{said(most)}.",
            group.name,
        )
    if group.is_all_of:
        yield from all_of_problems(plan, group)


def all_of_problems(plan: Plan, group: Group) -> Iterator[Problem]:
    can = available(plan)
    for code in group.courses:
        if code not in can.terms:
            yield Problem(
                f"It asks for {code}, which cannot be taken: what it needs first, what excludes "
                "it, or the terms in which it is offered stand against it.",
                group.name,
            )
        for other in plan.groups:
            if other.is_all_of and other.name < group.name and code in other.courses:
                yield Problem(
                    f"It asks for {code}, and so does “{other.name}”: a course counts once.",
                    group.name,
                )


def missing_components(plan: Plan) -> Iterator[Problem]:
    for component, target in plan.targets.items():
        if not any(plan.groups_of(component)):
            are = "is" if target == 2 else "are"
            yield Problem(
                f"The plan has no {plan.called(component)}: {in_credits(target)} {are} missing."
            )


def sum_problems(plan: Plan) -> list[Problem]:
    """Of the fewest components that cannot reach their credits: one alone, else two together…"""
    for size in range(1, len(plan.targets) + 1):
        found = [
            problem
            for some in combinations(plan.targets, size)
            if (problem := sums_apart(plan, some))
        ]
        if found:
            return found
    return []


def sums_apart(plan: Plan, components: tuple[str, ...]) -> Problem | None:
    """What keeps these components from their credits, when nothing but they is looked at."""
    possible = component_sums(plan, components)
    targets = [plan.targets[each] for each in components]
    if any(
        all(bits >> target & 1 for bits, target in zip(sums, targets, strict=True))
        for sums in possible
    ):
        return None
    if len(components) > 1:
        return Problem(
            f"{names(plan, components)} reach their credits one by one, but not together: they "
            "share courses, or courses of one need or exclude those of another."
        )
    [component], [target] = components, targets
    reached = 0
    for [bits] in possible:
        reached |= bits
    return Problem(alone(plan, component, target, numbers(reached)))


def alone(plan: Plan, component: str, target: int, reached: list[int]) -> str:
    name = plan.called(component)
    if not reached:
        return f"The groups of {name} cannot keep to their own minimums and maximums."
    if reached[-1] < target:
        is_chosen = any(not group.is_all_of for group in plan.groups_of(component))
        even = "Even with every elective taken" if is_chosen else "With all its courses"
        return f"{even}, {name} reaches {said(reached[-1])} of {said(target)} credits."
    if reached[0] > target:
        return (
            f"{upper(name)} comes to at least {said(reached[0])} credits; the rule has "
            f"{said(target)}: {said(reached[0] - target)} too many."
        )
    below = max(number for number in reached if number < target)
    above = min(number for number in reached if number > target)
    return (
        f"{upper(name)} can reach {said(below)} or {said(above)} credits, "
        f"but not exactly {said(target)}."
    )


def in_credits(half_credits: int) -> str:
    return count(half_credits // 2) if half_credits % 2 == 0 else f"{said(half_credits)} credits"


def names(plan: Plan, components: tuple[str, ...]) -> str:
    *first, last = (plan.called(each) for each in components)
    return upper(f"{', '.join(first)} and {last}")


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]
