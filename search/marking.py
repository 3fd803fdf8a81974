"""The words that were asked for, marked in titles and in the lines around them."""

import re
import unicodedata

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from content.folding import INNER_DOT, TABLE, framed_with_places

from .wanted import Wanted

SENTENCE_END = re.compile(r"(?<=[.!?…])\n")
LETTERS_BEFORE, LETTERS = 70, 240  # of a snippet
STEP = 200


def pattern(wanted: Wanted) -> re.Pattern[str]:
    """Finds every form in framed text, to the end of its word; without the blanks around it, which
    the next word may need too."""
    forms = sorted({form for word in wanted.words for form in word}, key=len, reverse=True)
    if not forms:
        return re.compile(r"(?!)")
    return re.compile("|".join(map(at_the_edges, forms)))


def at_the_edges(form: str) -> str:
    before = "(?<= )" if form.startswith(" ") else ""
    after = "(?= )" if form.endswith(" ") else "[a-z]*" if form.isascii() else ""
    return f"{before}{re.escape(form.strip())}{after}"


def marked(text: str, words: re.Pattern[str]) -> SafeString:
    """`text`, safe for a page, each hit of `words` in <mark>; hits are found as search finds them:
    "cafe" marks "Café"."""
    folded, places = framed_with_places(text)
    pieces: list[str] = []
    end = 0
    for hit in words.finditer(folded):
        start = max(places[hit.start()], end)
        pieces.append(text[end:start])
        end = end_of_letter(text, places[hit.end() - 1])
        if text[start:end]:
            pieces.append(format_html("<mark>{}</mark>", text[start:end]))
    pieces.append(text[end:])
    return format_html_join("", "{}", ((conditional_escape(piece),) for piece in pieces))


def end_of_letter(text: str, place: int) -> int:
    """Behind the letter at `place` and the marks that stand on it."""
    end = place + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def snippet(text: str, words: re.Pattern[str]) -> str:
    """The lines around the first hit; without one, as when the title has it, the beginning."""
    start = max(first_hit(text, words) - LETTERS_BEFORE, 0)
    end = start + LETTERS
    if start:
        start = text.find(" ", start, start + 30) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start) if " " in text[start:end] else end
    cut = SENTENCE_END.sub(" ", text[start:end].strip()).replace("\n", " · ")
    return f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}"


def first_hit(text: str, words: re.Pattern[str]) -> int:
    """About where it stands; 0 without one. Step by step instead of letter by letter, since texts
    are long."""
    # runs of blanks are left as they are: a phrase with punctuation in it may be missed
    text = INNER_DOT.sub("", text)
    hit = words.search(f" {text.translate(TABLE)} ")
    left = hit.start() if hit else 0
    for start in range(0, len(text), STEP):
        step = text[start : start + STEP]
        folded = len(step.translate(TABLE))
        if left < folded:
            return start + left * len(step) // folded
        left -= folded
    return 0
