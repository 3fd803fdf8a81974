import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.credits import Part, in_words, problems

CAPSTONE, RESEARCH, OTHER = "capstone project", "mentored research", "other work"

names = st.text(min_size=1, max_size=30)
sound_parts = st.lists(st.builds(Part, names, st.integers(1, 200)), min_size=1, max_size=6)
any_parts = st.lists(st.builds(Part, names, st.integers(-3, 200)), max_size=6)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        (36, [Part(CAPSTONE, 4), Part(OTHER, 32)]),
        (64, [Part(RESEARCH, 32), Part(OTHER, 32)]),
        (1, [Part(OTHER, 1)]),
    ],
)
def test_rule_that_adds_up_has_no_problems(total, parts):
    assert problems(total, parts) == []


@pytest.mark.parametrize(
    ("total", "credits", "said"),
    [
        (64, [32, 28], "The components add up to 60; the rule says 64: 4 credits are missing."),
        (36, [4, 31], "The components add up to 35; the rule says 36: 1 credit is missing."),
        (36, [4, 33], "The components add up to 37; the rule says 36: 1 credit too many."),
        (36, [8, 32], "The components add up to 40; the rule says 36: 4 credits too many."),
        (36, [], "The rule says 36 and has no components: 36 credits are missing."),
        (1, [], "The rule says 1 and has no components: 1 credit is missing."),
    ],
)
def test_rule_that_does_not_add_up_says_by_how_much(total, credits, said):
    assert problems(total, [Part(OTHER, number) for number in credits]) == [said]


@pytest.mark.parametrize("total", [0, -36])
def test_rule_without_a_positive_total_says_what_a_degree_needs(total):
    said = f"The rule says {total}: a degree needs at least 1 credit."

    assert problems(total, [Part(OTHER, 32)]) == [said]
    assert problems(total, []) == [said]


@pytest.mark.parametrize("number", [0, -4])
def test_component_without_credits_is_named(number):
    parts = [Part(CAPSTONE, number), Part(OTHER, 36 - number)]

    assert problems(36, parts) == [
        f"“capstone project” has {number}: a component needs at least 1 credit."
    ]


def test_every_unsound_number_is_named_before_the_sum():
    found = problems(0, [Part(CAPSTONE, 0), Part(RESEARCH, 4), Part(OTHER, -1)])

    assert [problem.split(" ")[0] for problem in found] == ["The", "“capstone", "“other"]


@given(parts=any_parts, off=st.integers(-2, 2))
def test_rule_holds_exactly_when_all_is_positive_and_adds_up(parts, off):
    total = sum(part.credits for part in parts) + off
    holds = total >= 1 and all(part.credits >= 1 for part in parts) and off == 0

    assert (problems(total, parts) == []) is holds


@given(parts=sound_parts, missing=st.integers(1, 500))
def test_missing_number_is_the_one_that_mends_the_rule(parts, missing):
    total = sum(part.credits for part in parts) + missing

    [problem] = problems(total, parts)

    assert f": {missing} credit" in problem
    assert problem.endswith(" missing.")
    assert problems(total, [*parts, Part(OTHER, missing)]) == []


@given(parts=sound_parts, too_many=st.integers(1, 500))
def test_surplus_is_the_number_that_is_too_many(parts, too_many):
    total = sum(part.credits for part in parts)

    [problem] = problems(total, [*parts, Part(OTHER, too_many)])

    assert f"the rule says {total}: {too_many} credit" in problem
    assert problem.endswith(" too many.")


@given(parts=sound_parts)
def test_order_of_components_does_not_matter(parts):
    total = sum(part.credits for part in parts) + 1

    assert problems(total, parts) == problems(total, parts[::-1])


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], ""),
        ([Part(OTHER, 36)], "36 credits of other work"),
        (
            [Part(CAPSTONE, 1), Part(OTHER, 35)],
            "1 credit of capstone project and 35 credits of other work",
        ),
        (
            [Part(CAPSTONE, 4), Part(RESEARCH, 8), Part(OTHER, 24)],
            "4 credits of capstone project, 8 credits of mentored research"
            " and 24 credits of other work",
        ),
    ],
)
def test_rule_in_words_reads_as_a_sentence(parts, said):
    assert in_words(parts) == said
