"""What a visitor's words ask for."""

import re
from dataclasses import dataclass

from .folding import fold

MOST_WORDS = 8
QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
# they stand in nearly every text; a question in whole sentences shall not fail for one of them
SMALL_WORDS = {
    "a", "an", "and", "are", "at", "by", "can", "do", "does", "for", "from", "how", "i", "in", "is",
    "it", "my", "of", "on", "or", "the", "to", "what", "when", "where", "which", "who", "why",
    "with",
}  # fmt: skip
FEWEST_LETTERS = 5  # of what is left when -ing or -ed is cut off


@dataclass(frozen=True)
class Wanted:
    """All of `words` must be there; each is given by its forms, of which one is enough.

    A form is a piece of framed text (folding.py): with a blank before it, it must begin a word,
    with one after it, end one.
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


def exactly(phrase: str) -> tuple[str]:
    """Whole words; but Chinese or Thai, say, set no blanks between them."""
    return (f" {phrase} " if phrase.isascii() else phrase,)


def piece(word: str) -> str:
    """Long words are found inside others; short ones would be found everywhere."""
    if len(word) > 3 or not word.isascii():
        return word
    return f" {word}" if len(word) == 3 else f" {word} "


def forms(word: str) -> tuple[str, ...]:
    """`word` in the forms that English gives it. Pieces, so the shorter one finds the longer ones:
    "science" is in "sciences", and "mentor" in "mentored"."""
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
