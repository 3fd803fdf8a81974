"""Which sums the groups of a plan can have, all at once: exact, for halves, ranges and overlaps.

The sums that a group can have are the bits of a whole number: bit 7 is set when 3.5 credits can be
had. To offer a course of `least` to `most` is to shift and to join. What makes it hard are courses
that tie others together: those in several groups, and those that another needs or excludes. They
are tried one after the other; what has come out the same is carried on once.

A course is either taken, for credits within its range, or not; all groups together decide. No
integer solver is used: the ones that are kept well weigh more than this site, and these plans need
milliseconds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .available import Available, are_exclusive, available
from .plan import Course, Group, Plan

Sums = tuple[int, ...]  # the bits of each group, in the plan's order
Taken = frozenset[str]  # of the courses decided so far, those taken that later ones ask about
State = tuple[Taken, Sums]
Places = dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Step:
    """A course that ties others: what it asks of those decided before it, and who asks later."""

    course: Course
    groups: tuple[int, ...]
    is_must: bool
    needs: Taken
    needed_by: Taken
    against: Taken
    asked_later: Taken


def outcomes(plan: Plan, components: Iterable[str]) -> list[Sums]:
    """The sums that the groups of `components` can have, one entry for what can be had together.

    Other components are left out of account, with what their courses need and exclude. Groups that
    cannot keep to their minimum and maximum give no entry.
    """
    wanted = set(components)
    groups = [group for group in plan.groups if group.component in wanted]
    can = available(plan)
    places = {code: places_of(code, groups) for code in can.terms}
    claimed = [code for group in groups if group.is_all_of for code in group.courses]
    if can.missing or not all(places.get(code) for code in claimed):
        return []
    here = [plan.by_code[code] for code in places if places[code]]
    asks = who_asks(here, can.musts)
    ties = [course for course in here if len(places[course.code]) > 1 or asks[course.code]]
    tied = codes(ties)
    free = [course for course in here if course.code not in tied]
    start = tuple(free_sums(n, free, places, can) for n in range(len(groups)))
    states: set[State] = {(frozenset(), start)}
    for step in steps(ties, places, can, asks):
        ways = {after for state in states for after in each_way(step, state)}
        states = joined(ways, step.groups)
    kept = (within(sums, groups) for _, sums in states)
    return [sums for sums in dict.fromkeys(kept) if all(sums)]


def places_of(code: str, groups: list[Group]) -> tuple[int, ...]:
    """The groups in which the course may count: one that asks for all its courses claims it."""
    listed = [n for n, group in enumerate(groups) if code in group.courses]
    claims = [n for n in listed if groups[n].is_all_of]
    if len(claims) > 1:
        return ()  # it counts once, and both ask for it
    return tuple(claims or listed)


def who_asks(here: list[Course], musts: frozenset[str]) -> dict[str, set[str]]:
    """For each course those to which it matters whether it is taken; what must be, is."""
    asks: dict[str, set[str]] = {course.code: set() for course in here}
    for course in here:
        for other in (course.needs - musts | course.excludes) & asks.keys():
            asks[course.code].add(other)
            asks[other].add(course.code)
    return asks


def free_sums(n: int, free: list[Course], places: Places, can: Available) -> int:
    bits = 1
    for course in free:
        if places[course.code] == (n,):
            left_out = 0 if course.code in can.musts else bits
            bits = left_out | with_course(bits, course)
    return bits


def with_course(bits: int, course: Course) -> int:
    """The sums once the course is taken, for any half credit of its range."""
    together = 0
    for credits in range(course.least, course.most + 1):
        together |= bits << credits
    return together


def steps(
    ties: list[Course], places: Places, can: Available, asks: dict[str, set[str]]
) -> Iterator[Step]:
    ordered = sorted(ties, key=lambda course: places[course.code])
    for n, course in enumerate(ordered):
        before, later = ordered[:n], codes(ordered[n + 1 :])
        partners = [each for each in before if each.code in asks[course.code]]
        yield Step(
            course=course,
            groups=places[course.code],
            is_must=course.code in can.musts,
            needs=(course.needs - can.musts) & codes(partners),
            needed_by=codes(each for each in partners if course.code in each.needs),
            against=codes(each for each in partners if are_exclusive(course, each)),
            asked_later=codes(
                each for each in (*before, course) if not asks[each.code].isdisjoint(later)
            ),
        )


def codes(courses: Iterable[Course]) -> frozenset[str]:
    return frozenset(course.code for course in courses)


def each_way(step: Step, state: State) -> Iterator[State]:
    """What follows when the course is left out, or taken in one of its groups."""
    taken, sums = state
    if not step.is_must and not taken & step.needed_by:
        yield taken & step.asked_later, sums
    if step.needs <= taken and not taken & step.against:
        after = (taken | {step.course.code}) & step.asked_later
        for n in step.groups:
            yield after, (*sums[:n], with_course(sums[n], step.course), *sums[n + 1 :])


def joined(states: set[State], groups: tuple[int, ...]) -> set[State]:
    """As one, the states that differ in nothing but the sums of one of `groups`."""
    for n in groups:
        merged: dict[tuple[Taken, Sums, Sums], int] = {}
        for taken, sums in states:
            rest = taken, sums[:n], sums[n + 1 :]
            merged[rest] = merged.get(rest, 0) | sums[n]
        states = {(taken, (*a, bits, *b)) for (taken, a, b), bits in merged.items()}
    return states


def within(sums: Sums, groups: list[Group]) -> Sums:
    """Without what is below a group's minimum or above its maximum."""
    kept = []
    for bits, group in zip(sums, groups, strict=True):
        if group.maximum is not None:
            bits &= (2 << group.maximum) - 1
        kept.append(bits >> group.minimum << group.minimum)
    return tuple(kept)


def component_sums(plan: Plan, components: Sequence[str]) -> list[Sums]:
    """As `outcomes`, added up by component, in the order of `components`."""
    groups = [group for group in plan.groups if group.component in components]
    return [
        tuple(
            added(bits for bits, group in zip(sums, groups, strict=True) if group.component == each)
            for each in components
        )
        for sums in outcomes(plan, components)
    ]


def added(several: Iterable[int]) -> int:
    """All sums of one from each."""
    total = 1
    for bits in several:
        total = sum_of_two(total, bits)
    return total


def sum_of_two(one: int, other: int) -> int:
    together = 0
    for n in numbers(other):
        together |= one << n
    return together


def numbers(bits: int) -> list[int]:
    """The numbers whose bits are set, lowest first."""
    return [n for n in range(bits.bit_length()) if bits >> n & 1]
