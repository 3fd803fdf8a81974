"""Small numbers are hidden, so that nobody can be made out, nor worked out from the total.

A count of one to four is small. The readers of a table know its total, so a hidden count must not
follow from it either: when what is hidden together says it, the smallest count that is shown is
hidden as well, and the two cannot be told apart.
"""

from collections.abc import Iterable, Mapping

SMALL = 5  # the first count that is shown
FEWER = "fewer than 5"
OR_BESIDE = "fewer than 5, or hidden beside such a number"

Texts = dict[str, str]


def is_small(number: int) -> bool:
    return 0 < number < SMALL


def or_fewer(number: int) -> str:
    return FEWER if is_small(number) else f"{number:,}"


def hidden(counts: Mapping[str, int]) -> Texts:
    """Value -> what stands in place of its count, for the counts of one table that must not show.

    None of the values, when everything may be shown. All of them, when hiding some is not enough.
    """
    small = {value: number for value, number in counts.items() if is_small(number)}
    if not small:
        return {}
    if not give_away(small.values()):
        return dict.fromkeys(small, FEWER)
    shown = {value: number for value, number in counts.items() if number >= SMALL}
    beside = min(shown, key=lambda value: (shown[value], value), default=None)
    return dict.fromkeys([*small, *([beside] if beside is not None else [])], OR_BESIDE)


def give_away(small: Iterable[int]) -> bool:
    """Whether the sum of these, which readers can work out, leaves one way alone to make it up.

    One by itself does; so do many that are all one, or all four.
    """
    numbers = list(small)
    return len(numbers) == 1 or sum(numbers) in (len(numbers), len(numbers) * (SMALL - 1))
