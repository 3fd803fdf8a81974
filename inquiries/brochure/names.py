"""People's names on the cover: in any script, and never more than a name."""

import unicodedata
from typing import TypedDict

JOINERS = "\u200c\u200d"  # Persian and Tamil names are written with them
# From how many letters on a word may break anywhere: no name has longer ones
LONGEST_WORD = 24
BREAK = "\u200b"


class Person(TypedDict):
    name: str
    font: str
    lang: str


# Chinese, Japanese and Korean share characters and draw them differently
CHINESE = ("Noto Sans CJK SC", "zh")
TRADITIONAL = ("Noto Sans CJK TC", "zh")
JAPANESE = ("Noto Sans CJK JP", "ja")
KOREAN = ("Noto Sans CJK KR", "ko")
BY_COUNTRY = {"TW": TRADITIONAL, "HK": TRADITIONAL, "MO": TRADITIONAL, "JP": JAPANESE, "KR": KOREAN}
BY_SCRIPT = {"HIRAGANA": JAPANESE, "KATAKANA": JAPANESE, "HANGUL": KOREAN}
LATIN = ("Source Serif 4", "en")


def person(name: str, country: str) -> Person:
    """The name as it is printed; `country` tells how shared characters are drawn."""
    font, lang = written_in(name, country)
    return {"name": breakable(visible(name)), "font": font, "lang": lang}


def written_in(name: str, country: str) -> tuple[str, str]:
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in name}
    for script, drawn in BY_SCRIPT.items():
        if script in scripts:
            return drawn
    if "CJK" in scripts:
        return BY_COUNTRY.get(country, CHINESE)
    return LATIN


def visible(name: str) -> str:
    """Without what would turn or hide the text around it."""
    return "".join(c for c in name if c in JOINERS or unicodedata.category(c) not in ("Cf", "Cc"))


def breakable(name: str) -> str:
    """With a place to break in words that are longer than a line."""
    return " ".join(
        BREAK.join(word[n : n + LONGEST_WORD] for n in range(0, len(word), LONGEST_WORD))
        for word in name.split(" ")
    )
