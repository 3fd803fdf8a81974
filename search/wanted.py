"""What a visitor's words ask for."""

import re
from dataclasses import dataclass, replace

from content.folding import fold

from .synonyms import SYNONYMS

MOST_WORDS = 8
QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
# they stand in nearly every text; a question in whole sentences shall not fail for one of them
SMALL_WORDS = {
    "a", "am", "an", "and", "are", "at", "be", "by", "can", "do", "does", "for", "from", "get",
    "have", "how", "i", "in", "is", "it", "many", "me", "much", "my", "need", "of", "on", "or",
    "take", "the", "there", "to", "what", "when", "where", "which", "who", "why", "with",
}  # fmt: skip
FEWEST_LETTERS = 5  # of what is left when -ing or -ed is cut off
FEWEST_INSIDE = 5  # of what is looked for inside words: "time" is in "sometimes"


@dataclass(frozen=True)
class Wanted:
    """All of `words` must be there; each is given by its forms, of which one is enough.

    A form is a piece of framed text (folding.py): with a blank before it, it must begin a word,
    with one after it, end one. Of scripts that set no blanks, it is found anywhere.
    """

    phrase: str
    words: tuple[tuple[str, ...], ...]
    is_cut: bool = False

    @classmethod
    def by(cls, text: str) -> "Wanted":
        quoted = [phrase for phrase in map(fold, QUOTED.findall(text)) if phrase]
        single = fold(QUOTED.sub(" ", text)).split()
        single = [word for word in single if word not in SMALL_WORDS] or ([] if quoted else single)
        all_words = dict.fromkeys([*map(exactly, quoted), *map(forms, single)])
        return cls(fold(text), tuple(all_words)[:MOST_WORDS], len(all_words) > MOST_WORDS)

    def __bool__(self) -> bool:
        return bool(self.words)

    def in_other_words(self) -> "Wanted":
        """Each word, or what this site says for it."""
        return replace(self, words=tuple((*forms, *synonyms(forms)) for forms in self.words))

    def inside_words(self) -> "Wanted":
        """Long words also within others, as "ethics" is in "bioethics"."""
        return replace(self, words=tuple(tuple(map(inside, forms)) for forms in self.words))


def exactly(phrase: str) -> tuple[str]:
    """Whole words; but Chinese or Thai, say, set no blanks between them."""
    return (f" {phrase} " if phrase.isascii() else phrase,)


def piece(word: str) -> str:
    """Words are found by their beginning; the shortest ones whole, as most words begin so."""
    if not word.isascii():
        return word
    return f" {word}" if len(word) > 2 else f" {word} "


def inside(form: str) -> str:
    is_whole = form.endswith(" ") or len(form.strip()) < FEWEST_INSIDE
    return form if is_whole else form.strip()


def synonyms(forms: tuple[str, ...]) -> tuple[str, ...]:
    said = (SYNONYMS.get(form.strip(), ()) for form in forms)
    return tuple(f" {words}" for several in said for words in several)


def forms(word: str) -> tuple[str, ...]:
    """`word` in the forms that English gives it. Beginnings, so the shorter one finds the longer
    ones: "sciences" begins with "science", and "mentored" with "mentor"."""
    is_english = word.isascii() and word.isalpha() and len(word) > 3
    return tuple(map(piece, stems(word) if is_english else [word]))


def stems(word: str) -> list[str]:
    if word.endswith("ies") and len(word) > 5:
        return [f"{word[:-3]}y", word]
    if word.endswith(("sses", "xes", "zes", "ches", "shes")) and len(word) > 5:
        return [word[:-2]]
    if word.endswith("ses") and len(word) > 5:
        return [word[:-1], f"{word[:-2]}is"]  # diseases; analyses
    if word.endswith("sis"):
        return [word, f"{word[:-2]}es"]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")) and len(word) > 4:
        return [word[:-1]]
    if word.endswith("y") and word[-2] not in "aeiou":
        return [word, f"{word[:-1]}ies"]
    return [without_ending(word)]


def without_ending(word: str) -> str:
    """Without -ing or -ed, when enough is left that it means the same: training, not spring."""
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and not stem.endswith("e"):
            if stem[-1:] == stem[-2:-1] and stem[-1:] not in "lsz":
                stem = stem[:-1]  # programming
            return stem if len(stem) >= FEWEST_LETTERS else word
    return word
