"""Text as search compares it: without case, accents and punctuation, in any script."""

import re
import unicodedata

# letters that Unicode takes apart into no plain letter and a mark
SPELLED = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t",
    "ı": "i",
}  # fmt: skip
# within words, and typed or left out as one likes: Côte d'Ivoire, master's, Qur'an
APOSTROPHES = set("'’‘‛′`´ʼʻʽʾʿ՚＇׳ـ")
# Ph.D. and M.M.Sc. are words, 2.5 stays two
INNER_DOT = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")


def fold_character(character: str) -> str:
    """What `character` counts as: nothing, a blank, or one or more plain letters."""
    if character in APOSTROPHES or unicodedata.category(character) == "Cf":
        return ""
    # twice: folding case gives characters that can be taken apart in turn
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = (SPELLED.get(part, part) for part in apart if not unicodedata.combining(part))
    letters = "".join(part if is_of_a_word(part) else " " for part in kept)
    return unicodedata.normalize("NFC", letters)  # Hangul comes together again


def is_of_a_word(part: str) -> bool:
    return unicodedata.category(part[0])[0] in "LNM"


class FoldingTable(dict[int, str]):
    """Filled by what is met: str.translate asks it for each character."""

    def __missing__(self, code: int) -> str:
        self[code] = fold_character(chr(code))
        return self[code]


TABLE = FoldingTable()


def fold(text: str) -> str:
    """The words of `text`, one blank apart."""
    whole = unicodedata.normalize("NFC", INNER_DOT.sub("", text))
    return " ".join(whole.translate(TABLE).split())


def framed(text: str) -> str:
    """The folded text between blanks, so that every word begins after one and ends before one."""
    return f" {fold(text)} "


def framed_with_places(text: str) -> tuple[str, list[int]]:
    """As `framed`, and for each character of it the place in `text` that it comes from.

    `text` is composed (NFC), else a letter and its marks would be folded apart.
    """
    dots = {dot.start() for dot in INNER_DOT.finditer(text)}
    letters, places = [" "], [0]
    for place, character in enumerate(text):
        for letter in "" if place in dots else TABLE[ord(character)]:
            if letter != " " or letters[-1] != " ":
                letters.append(letter)
                places.append(place)
    return "".join([*letters, " "]), [*places, len(text)]
