"""Programs and interests by any name they have, or once had."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.core.exceptions import ValidationError

from content.folding import fold
from programs.models import Program

from ..models import FormOption

SEVERAL = re.compile(r"[;|\n]")
IN_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*$")
DEGREE = re.compile(r"(?i)^(master|mmsc|msc|ms)\b( of)?( medical)?( sciences?)?\s*(in|of)?\s+")
SMALL_WORDS = {"in", "of", "and", "the", "for"}


class Names:
    """What a word leads to. A full name comes before what is shortened.

    A file says the same few cells again and again, so what they lead to is kept.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self.full: dict[str, set[int]] = defaultdict(set)
        self.short: dict[str, set[int]] = defaultdict(set)
        self.find_all = lru_cache(maxsize=1024)(self._find_all)

    def add(self, number: int, full: Iterable[str], short: Iterable[str] = ()) -> None:
        for names, words in ((self.full, full), (self.short, short)):
            for word in filter(None, map(key, words)):
                names[word].add(number)

    def find(self, text: str) -> int:
        """Raises ValidationError for a word that leads nowhere, or to several."""
        for word in (key(text), key(IN_PARENTHESES.sub("", text))):
            found = self.full.get(word) or self.short.get(word)
            if found and len(found) == 1:
                return next(iter(found))
            if found:
                raise ValidationError(f"“{text[:80]}” could be more than one {self.what} of ours.")
        raise ValidationError(f"“{text[:80]}” is no {self.what} of ours.")

    def _find_all(self, text: str) -> list[int]:
        """Each of those that `text` names, once, in its order; all of the problems at once."""
        found: dict[int, None] = {}
        problems = []
        for word in filter(None, (part.strip() for part in SEVERAL.split(text))):
            try:
                found[self.find(word)] = None
            except ValidationError as error:
                problems += error.messages
        if problems:
            raise ValidationError(problems)
        return list(found)


@lru_cache(maxsize=4096)  # a file says the same few words in every row
def key(text: str) -> str:
    words = fold(text.replace("&", " and ")).split()
    return "".join(words)


def programs() -> Names:
    """Of retired ones, too: somebody may have asked for them."""
    names = Names("program")
    for program in Program.objects.select_related("degree_type"):
        names.add(program.pk, *names_of(program))
    there = set(Program.objects.values_list("pk", flat=True))
    for number, *old in Program.history.values_list("id", "official_name", "short_name", "slug"):
        if number in there:
            names.add(number, [], old)
    return names


def names_of(program: Program) -> tuple[list[str], list[str]]:
    official, degree = program.official_name, program.degree_type.abbreviation
    subject = DEGREE.sub("", official)
    full = [official, program.short_name, program.slug, subject]
    if degree:
        full += [f"{degree} in {subject}", f"{degree} {subject}"]
    short = [*initials(official), *initials(subject)]
    if degree:
        short += [f"{degree} {letters}" for letters in initials(subject)]
    return full, short


def initials(name: str) -> Iterator[str]:
    """Master of Healthcare Quality and Safety: MHQS; and as some write it, MHQAS."""
    words = re.findall(r"\w+", name)
    great = "".join(word[0] for word in words if word.lower() not in SMALL_WORDS)
    if len(great) > 1:
        yield great
        yield "".join(word[0] for word in words)


def interests() -> Names:
    """Those that the form no longer offers, too."""
    names = Names("work or interest")
    for option in FormOption.objects.filter(kind=FormOption.Kind.INTEREST):
        names.add(option.pk, [option.label])
    return names
