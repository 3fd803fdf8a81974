"""What is said of a plan that cannot reach its degree."""

import pytest

from programs.credits import Course, Group, Plan, plan_problems
from tests.programs.credits.plans import course, group, plan


def said_of(*arguments, **targets):
    return [str(problem) for problem in plan_problems(plan(*arguments, **targets))]


CAPSTONE = course("CAP", 4)
CAPSTONE_GROUP = group("Capstone", "capstone", "CAP", is_all_of=True)


def test_plan_that_reaches_its_rule_has_no_problems():
    core, elective = course("CORE", 20), course("EL", 2, 12)
    groups = [CAPSTONE_GROUP, group("Core", "other", "CORE", is_all_of=True)]
    groups.append(group("Electives", "other", "EL"))

    assert said_of([CAPSTONE, core, elective], groups, capstone=4, other=32) == []


def test_thirty_five_of_thirty_six():
    groups = [CAPSTONE_GROUP, group("Core", "other", "CORE"), group("Electives", "other", "EL")]

    assert said_of(
        [CAPSTONE, course("CORE", 20), course("EL", 11)], groups, capstone=4, other=32
    ) == [
        "Even with every elective taken, other didactic and scholarly work reaches "
        "31 of 32 credits."
    ]


def test_missing_capstone():
    groups = [group("Core", "other", "CORE", is_all_of=True)]

    assert said_of([course("CORE", 32)], groups, capstone=4, other=32) == [
        "The plan has no capstone project: 4 credits are missing."
    ]


def test_sixty_four_with_twenty_eight_of_research():
    courses = [course("THESIS", 12), course("LAB", 8, 16), course("CORE", 32, 36)]
    groups = [
        group("Thesis", "research", "THESIS", is_all_of=True),
        group("Laboratory", "research", "LAB"),
        group("Core", "other", "CORE", is_all_of=True),
    ]

    assert said_of(courses, groups, research=32, other=32) == [
        "Even with every elective taken, mentored research reaches 28 of 32 credits."
    ]


def test_combined_plan_of_fifty_six_with_thirty_two_of_research():
    courses = [course("THESIS", 16, 32), course("CORE", 24)]
    groups = [
        group("Thesis", "research", "THESIS", is_all_of=True),
        group("Core", "other", "CORE", is_all_of=True),
    ]

    assert said_of(courses, groups, research=32, other=24) == []


def test_too_much_of_what_must_be_taken():
    groups = [group("Core", "other", "A", "B", is_all_of=True)]

    assert said_of([course("A", 20), course("B", 14)], groups, other=32) == [
        "Other didactic and scholarly work comes to at least 34 credits; the rule has 32: "
        "2 too many."
    ]


def test_sum_that_courses_step_over():
    groups = [group("Electives", "other", "A", "B", "C")]

    assert said_of([course("A", 3), course("B", 3), course("C", 3)], groups, other=7) == [
        "Other didactic and scholarly work can reach 6 or 9 credits, but not exactly 7."
    ]


def test_two_components_that_want_the_same_course():
    courses = [course("SHARED", 4), course("MORE", 2)]
    groups = [group("Capstone", "capstone", "SHARED"), group("Other", "other", "SHARED", "MORE")]

    assert said_of(courses, groups, capstone=4, other=4) == [
        "Capstone project and other didactic and scholarly work reach their credits one by one, "
        "but not together: they share courses, or courses of one need or exclude those of another."
    ]


def test_circle_is_named():
    courses = [
        course("A", 2, needs={"C"}),
        course("B", 2, needs={"A"}),
        course("C", 2, needs={"B"}),
    ]
    groups = [group("Other", "other", "A", "B", "C")]

    [said] = said_of(courses, groups, other=6)

    assert said.startswith("These courses need each other in a circle: ")
    assert sorted(said.removesuffix(".").split(": ")[1].split(" → ")[1:]) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (
            {"minimum": 5, "maximum": 3},
            "Core: Its minimum of 5 credits is above its maximum of 3.",
        ),
        (
            {"minimum": 9},
            "Core: It asks for 9 credits, but all its courses together have 8.",
        ),
    ],
    ids=["minimum above maximum", "larger than its courses"],
)
def test_group_that_contradicts_itself(broken, said):
    assert said_of([course("A", 8)], [group("Core", "other", "A", **broken)], other=8) == [said]


@pytest.mark.parametrize(("least", "most"), [(0, 0), (-2, 2), (4, 3)])
def test_course_without_credits(least, most):
    courses = [course("A", least, most)]

    [said, *_] = said_of(courses, [group("Core", "other", "A")], other=8)

    assert said.startswith(f"A has {least} to {most or least} credits: ")


def test_course_that_all_of_two_groups_is_asked_for_twice():
    groups = [
        group("Core", "other", "A", is_all_of=True),
        group("Methods", "other", "A", is_all_of=True),
    ]

    assert said_of([course("A", 4)], groups, other=4) == [
        "Methods: It asks for A, and so does “Core”: a course counts once."
    ]


def test_required_course_that_is_offered_too_early():
    courses = [course("A", 4, terms={2}), course("B", 4, needs={"A"}, terms={1, 2})]

    [said] = said_of(courses, [group("Core", "other", "A", "B", is_all_of=True)], 2, other=8)

    assert said.startswith("Core: It asks for B, which cannot be taken")


def test_half_credits_are_exact():
    halves = tuple(Course(f"H{n}", 3, 3) for n in range(4))
    codes = tuple(each.code for each in halves)

    assert plan_problems(Plan(halves, (Group("All", "other", codes),), {"other": 9})) == []
    [problem] = plan_problems(Plan(halves, (Group("All", "other", codes),), {"other": 10}))
    assert "can reach 4.5 or 6 credits, but not exactly 5" in str(problem)
