"""What somebody meant who found nothing: the nearest words that stand in titles, or that people
use for them."""

from difflib import get_close_matches

from content.folding import fold
from content.stamp import per_stamp

from .models import Document
from .synonyms import SYNONYMS
from .wanted import Wanted, stems

LEAST_LIKE = 0.75  # of 1: a letter or two of a long word differ


@per_stamp
def words_of_titles() -> dict[str, frozenset[str]]:
    """By their first letter, which people seldom get wrong: it keeps the search short."""
    titles = Document.objects.published().values_list("folded_title", flat=True)
    words = {word for title in titles for word in title.split() if len(word) > 3}
    words.update(word for word in SYNONYMS if len(word) > 3)
    letters = {word[0] for word in words}
    return {letter: frozenset(w for w in words if w[0] == letter) for letter in letters}


def meant(wanted: Wanted, text: str) -> str:
    """`text` in words that are known; empty when none of its words is like another."""
    if not wanted:
        return ""
    before = fold(text).split()[:8]
    after = [nearest(word) for word in before]
    return " ".join(after) if after != before else ""


def nearest(word: str) -> str:
    known = words_of_titles().get(word[0], frozenset())
    about_as_long = sorted(each for each in known if abs(len(each) - len(word)) < 3)
    found = get_close_matches(word, about_as_long, n=1, cutoff=LEAST_LIKE)
    is_form = bool(found) and not {*stems(word)}.isdisjoint(stems(found[0]))  # students, student
    return found[0] if found and len(word) > 3 and not is_form else word
