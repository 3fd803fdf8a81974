"""No small count shows, and none can be worked out."""

from itertools import product

import pytest

from inquiries.reports.breakdowns import folds
from inquiries.reports.hiding import FEWER, OR_BESIDE, hidden


@pytest.mark.parametrize(
    ("counts", "texts"),
    [
        ({"US": 40, "CN": 5, "DE": 0}, {}),
        ({"US": 40, "CN": 2, "DE": 3}, {"CN": FEWER, "DE": FEWER}),
        ({"US": 40, "CN": 9, "DE": 3}, {"CN": OR_BESIDE, "DE": OR_BESIDE}),
        ({"US": 40, "CN": 9, "DE": 1, "FR": 1}, dict.fromkeys(["CN", "DE", "FR"], OR_BESIDE)),
        ({"US": 40, "CN": 9, "DE": 4, "FR": 4}, dict.fromkeys(["CN", "DE", "FR"], OR_BESIDE)),
        ({"US": 3}, {"US": OR_BESIDE}),
    ],
)
def test_small_counts_are_hidden_with_what_gives_them_away(counts, texts):
    assert hidden(counts) == texts


def ways(texts, rest):
    """How the hidden counts may have come about, as a reader knows: their texts and their sum."""
    ranges = [range(1, 5) if text == FEWER else range(1, rest + 1) for text in texts.values()]
    return [way for way in product(*ranges) if sum(way) == rest]


@pytest.mark.parametrize("counts", [*product([1, 2, 4, 5, 9], repeat=3)])
def test_no_hidden_count_follows_from_the_total(counts):
    numbers = {str(place): count for place, count in enumerate(counts)}
    texts = hidden(numbers)

    for place, value in enumerate(texts):
        rest = sum(numbers[one] for one in texts)
        possible = {way[place] for way in ways(texts, rest)}
        # else no name stands beside a number
        assert len(possible) > 1 or folds(texts, numbers), value
