"""The text of a reply: `{{ first_name }}`, and `{{ first_name|or:"applicant" }}`.

A renderer of our own, because this is all there is: no tags, no attributes, no way to reach an
object. Whatever else stands in double braces is refused when it is saved.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from .reply_fields import FIELDS, LINKS

# also with the quotes that word processors make
OTHER_WORDS = r"\|[ \t]*or[ \t]*:[ \t]*[\"“”]([^\"“”{}\n]*)[\"“”][ \t]*"
FIELD = re.compile(rf"\{{\{{[ \t]*(\w+)[ \t]*(?:{OTHER_WORDS})?\}}\}}")
LOOKS_LIKE_A_FIELD = re.compile(r"(?:\{\{|\{%|\}\}|%\}).{0,40}")
TWO_BRACES = re.compile(r"(?<=\{)(?=[{%])|(?<=[}%])(?=\})")
YOU_CAN_USE = f"You can use: {', '.join([*FIELDS, *LINKS])}."


@dataclass(frozen=True)
class Filled:
    text: str
    missing: list[str]  # the fields that are empty, and for which the text has no other words

    def refuse_if_missing(self) -> None:
        if self.missing:
            raise ValidationError(say_all_missing(self.missing))


def check(text: str) -> None:
    """Refuses fields that there are not."""
    for name in names_in(text):
        if name not in FIELDS and name not in LINKS:
            raise ValidationError(f"There is no field “{name}”. {YOU_CAN_USE}")
    if odd := LOOKS_LIKE_A_FIELD.search(FIELD.sub("", text)):
        raise ValidationError(
            f"“{odd[0].strip()}” is no field. Write one as {{{{ first_name }}}}, or with other "
            f'words for when it is empty: {{{{ first_name|or:"applicant" }}}}. {YOU_CAN_USE}'
        )


def check_subject(text: str) -> None:
    """As `check`; a subject holds no links and nothing of several lines."""
    check(text)
    for name in names_in(text):
        if name in LINKS or not FIELDS[name].fits_a_subject:
            raise ValidationError(f"“{name}” fits the text, not the subject.")


def names_in(text: str) -> list[str]:
    return [found[1] for found in FIELD.finditer(text)]


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Puts `values` in place of their fields, in one pass: what they say is never read as a field.

    Links stay as they are until the mail goes out, and so do fields that are missing.
    """
    missing = []

    def put(found: re.Match[str]) -> str:
        name, other = found[1], found[2]
        if name in LINKS:
            return found[0]
        if value := harmless(values[name]):
            return value
        if other is None:
            missing.append(name)
        return found[0] if other is None else other

    return Filled(FIELD.sub(put, text), missing)


def harmless(value: str) -> str:
    """The text is looked at again before it goes out: a name of braces stays a name."""
    return TWO_BRACES.sub(" ", value)


def in_words(text: str) -> str:
    """For pages: links as their words."""
    return FIELD.sub(lambda found: LINKS[found[1]].words, text)


def say_all_missing(names: Iterable[str]) -> list[str]:
    return [say_missing(name) for name in dict.fromkeys(names)]


def say_missing(name: str) -> str:
    return (
        f"{FIELDS[name].when_empty}. Write in the text what should stand there, in place of "
        f"“{name}” and its braces, or choose another template."
    )
