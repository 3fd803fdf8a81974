"""The arithmetic of credits: pure functions over plain numbers, no database.

Admin, loader, pages and `audit_credits` all call these, so a rule is judged the same everywhere.
Credits are whole, as the school states them: 36 = 4 + 32, 64 = 32 + 32.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One component of a rule: its name as people read it, and its credits."""

    name: str
    credits: int


def count(credits: int) -> str:
    """ "1 credit", "4 credits"."""
    return f"{credits} credit" if credits == 1 else f"{credits} credits"


def problems(total: int, parts: Sequence[Part]) -> list[str]:
    """What is wrong with a rule of `total` credits made of `parts`, in words; [] when it holds."""
    found = [] if total > 0 else [f"The rule says {total}: a degree needs at least 1 credit."]
    found += [
        f"“{part.name}” has {part.credits}: a component needs at least 1 credit."
        for part in parts
        if part.credits < 1
    ]
    return found or _sum_problems(total, parts)


def _sum_problems(total: int, parts: Sequence[Part]) -> list[str]:
    """The one problem that only all components together can have."""
    if not parts:
        return [f"The rule says {total} and has no components: {_missing(total)}."]
    added = sum(part.credits for part in parts)
    if added < total:
        gap = _missing(total - added)
    elif added > total:
        gap = f"{count(added - total)} too many"
    else:
        return []
    return [f"The components add up to {added}; the rule says {total}: {gap}."]


def _missing(credits: int) -> str:
    return f"{count(credits)} {'is' if credits == 1 else 'are'} missing"


def in_words(parts: Iterable[Part]) -> str:
    """ "4 credits of capstone project and 32 credits of other work"."""
    said = [f"{count(part.credits)} of {part.name}" for part in parts]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
