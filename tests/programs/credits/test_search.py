"""The solver finds what trying everything finds, and is fast enough to judge a whole catalog."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from programs.credits import Course, Group, Plan
from programs.credits.verdict import sums_apart
from tests.programs.credits.brute import can_reach

COMPONENTS = ["one", "two"]


def random_plan(seed):
    """A small plan with overlaps, ranges, terms, and courses that need and exclude each other.

    Its targets are often what some choice of courses adds up to, so that many can be reached.
    """
    random = Random(seed)  # noqa: S311 - test data
    codes = "ABCDE"[: random.randint(1, 5)]
    groups = tuple(random_group(random, n, codes) for n in range(random.randint(1, 3)))
    in_groups = sorted({code for group in groups for code in group.courses})
    courses = tuple(random_course(random, code, codes) for code in in_groups)
    targets = dict.fromkeys(COMPONENTS, 0)
    for course in courses:
        if random.random() < 0.7:
            where = random.choice([group for group in groups if course.code in group.courses])
            targets[where.component] += random.randint(course.least, course.most)
    return Plan(courses, groups, targets, terms=random.randint(1, 3))


def random_group(random, n, codes):
    return Group(
        name=f"Group {n}",
        component=random.choice(COMPONENTS),
        courses=tuple(random.sample(codes, random.randint(1, len(codes)))),
        is_all_of=random.random() < 0.25,
        minimum=random.choice([0, 0, 0, 1, 3]),
        maximum=random.choice([None, None, None, 3, 5]),
    )


def random_course(random, code, codes):
    others = sorted(set(codes) - {code})
    least = random.randint(1, 4)

    def some(of, share):
        return frozenset(random.sample(of, 1)) if of and random.random() < share else frozenset()

    return Course(
        code,
        least,
        least + random.choice([0, 0, 1, 2]),
        needs=some(others, 0.25),
        excludes=some(others, 0.2),
        terms=some([1, 2, 3], 0.25),
    )


@given(st.integers(0, 2**32))
@settings(max_examples=2000)
def test_solver_and_brute_force_agree(seed):
    plan = random_plan(seed)

    assert (sums_apart(plan, tuple(plan.targets)) is None) == can_reach(plan)


def test_many_of_the_random_plans_can_be_reached():
    reached = sum(can_reach(random_plan(seed)) for seed in range(200))

    assert 40 < reached < 160
