"""What a choice of courses is told."""

from random import Random

import pytest

from programs.credits.selection import Taken, judge
from tests.programs.credits.brute import holds, places
from tests.programs.credits.plans import course, group, plan
from tests.programs.credits.test_search import random_plan

COURSES = [
    course("CAP", 4, needs={"MET"}),
    course("MET", 4),
    course("SEM", 2),
    course("STUDY", 1, 4),
    course("OTHER", 4, excludes={"SEM"}),
]
GROUPS = [
    group("Capstone", "capstone", "CAP", is_all_of=True),
    group("Core", "other", "MET", is_all_of=True),
    group("Electives", "other", "SEM", "STUDY", "OTHER"),
]
PLAN = plan(COURSES, GROUPS, terms=2, capstone=4, other=8)


def choice(**credits):
    return {code: Taken(2 * number) for code, number in credits.items()}


def test_nothing_chosen_is_missing_everything():
    judged = judge(PLAN, {})

    assert not judged.is_whole
    assert judged.counted == {"capstone": 0, "other": 0}
    assert judged.missing == (
        "4 credits of capstone project",
        "8 credits of other didactic and scholarly work",
        "CAP of “Capstone”, which asks for all its courses",
        "MET of “Core”, which asks for all its courses",
    )


def test_whole_choice_earns_the_degree():
    judged = judge(PLAN, choice(CAP=4, MET=4, STUDY=2, SEM=2))

    assert (judged.is_whole, judged.missing, judged.problems) == (True, (), ())


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (choice(CAP=4), "CAP needs MET first."),
        (choice(MET=4, SEM=2, OTHER=4), "OTHER and SEM exclude each other: take one of them."),
        (choice(STUDY=5), "STUDY has 1 to 4 credits; you chose 5."),
        (
            choice(MET=4, STUDY=4, SEM=2),
            "Of what you chose, 2 credits are too many: leave out as much.",
        ),
        (
            {"CAP": Taken(8, term=1), "MET": Taken(8, term=1)},
            "CAP needs MET in an earlier term.",
        ),
    ],
)
def test_problem_is_said(chosen, said):
    assert said in judge(PLAN, chosen).problems


def test_course_in_two_groups_counts_where_it_helps():
    shared = plan(
        [course("A", 4), course("B", 4)],
        [group("One", "capstone", "A", "B"), group("Two", "other", "A")],
        capstone=4,
        other=4,
    )

    assert judge(shared, choice(A=4, B=4)).is_whole
    assert judge(shared, choice(B=4)).counted == {"capstone": 8, "other": 0}


@pytest.mark.parametrize("seed", range(300))
def test_choice_is_whole_exactly_when_brute_force_finds_it_so(seed):
    tried, random = random_plan(seed), Random(seed)  # noqa: S311 - test data
    chosen = {
        each.code: Taken(random.randint(each.least, each.most))
        for each in tried.courses
        if random.random() < 0.8
    }
    assert judge(tried, chosen).is_whole == is_whole(tried, chosen)


def is_whole(tried, chosen):
    """Whether some way to count all of `chosen` keeps every rule."""
    ways = [{}]
    for code, taken in chosen.items():
        found = places(tried, tried.by_code[code])
        ways = [{**way, code: (n, taken.credits)} for way in ways for n in found]
    left_out = dict.fromkeys(tried.by_code.keys() - chosen.keys())
    return any(holds(tried, {**left_out, **way}) for way in ways)
