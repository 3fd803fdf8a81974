"""One row: what will be stored of it, or everything that speaks against it, in words."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError

from content.folding import fold

from .. import cleaning
from ..countries import codes_for, country_choices
from ..models import FormOption
from ..retention import RETENTION
from . import dates, names
from .columns import LABELS
from .table import Formula, Value

NAME_LENGTH = 200
EMAIL_LENGTH = 254
# what lists of the old form hold when nothing was chosen
NOTHING = {"none", "choose", "pleaseselect", "select", "na", "null"}
SOON = timedelta(days=1)  # clocks of other zones


@dataclass
class Checked:
    answers: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    remark: str = ""


class Checker:
    """For all rows of one file: the names are read once."""

    def __init__(self, places: dict[str, int], width: int, order: str, now: datetime) -> None:
        self.places, self.width, self.order, self.now = places, width, order, now
        self.programs = names.programs()
        self.interests = names.interests()
        self.salutations = {names.key(label): label for label in labels_of_salutations()}
        self.codes = {code for code, _ in country_choices()}
        self.country = lru_cache(maxsize=1024)(self._country)

    def check(self, cells: Sequence[Value]) -> Checked:
        row = Checked()
        if any(str(cell).strip() for cell in cells[self.width :]):
            row.problems.append(
                f"It has {len(cells)} cells, and there are {self.width} headings: a separator too "
                "many, or a quotation mark is missing."
            )
            return row
        for name, read in self.readers(row).items():
            try:
                row.answers[name] = read(self.value(cells, name))
            except ValidationError as error:
                row.problems += error.messages
        return row

    def readers(self, row: Checked) -> dict[str, Callable[[Value], Any]]:
        def country(value: Value) -> str:
            code, row.remark = self.country(value)
            return code

        return {
            "salutation": self.salutation,
            "first_name": lambda value: line(value, "first name", NAME_LENGTH, needed=True),
            "last_name": lambda value: line(value, "last name", NAME_LENGTH),
            "email": email,
            "country": country,
            "employer": lambda value: line(value, "employer", NAME_LENGTH),
            "programs": self.asked,
            "interests": lambda value: self.interests.find_all(chosen(value)),
            "received": self.received,
        }

    def value(self, cells: Sequence[Value], name: str) -> Value:
        """An empty text where the file has no such column, or the row ends before it."""
        place = self.places.get(name)
        value = "" if place is None or place >= len(cells) else cells[place]
        if isinstance(value, Formula):
            raise ValidationError(
                f"“{LABELS[name]}” is calculated by a formula. Put its value in its place."
            )
        return value if isinstance(value, datetime) else value.strip()

    def salutation(self, value: Value) -> str:
        said = line(chosen(value), "salutation", 100)
        return self.salutations.get(names.key(said), said)

    def _country(self, value: Value) -> tuple[str, str]:
        """The code, and a remark where an old name stands for several countries of today."""
        said = line(value, "country", 100)
        if said.upper() in self.codes:  # before N/A, which Namibia's looks like
            return said.upper(), ""
        if not chosen(said):
            return "", ""
        codes = codes_for(said)
        if not codes:
            raise ValidationError(f"“{said}” is no country that we know, old names included.")
        if len(codes) > 1:
            return "", f"“{said}” is {len(codes)} countries today, so none is stored."
        return codes[0], ""

    def asked(self, value: Value) -> list[int]:
        found = self.programs.find_all(chosen(value))
        if not found:
            raise ValidationError("It names no program.")
        return found

    def received(self, value: Value) -> datetime:
        if not value:
            raise ValidationError("It has no date.")
        moment = dates.moment(value, self.order)
        if moment is None:
            example = EXAMPLES.get(self.order, "31 Dec 2025")
            raise ValidationError(
                f"“{str(value)[:40]}” is no date here: write it as 2025-12-31 or {example}."
            )
        if moment > self.now + SOON:
            raise ValidationError("Its date is still to come.")
        if moment < self.now - RETENTION:
            raise ValidationError("It is older than 24 months: our privacy note ends there.")
        return moment


EXAMPLES: dict[str, str] = {dates.Order.DAY: "31/12/2025", dates.Order.MONTH: "12/31/2025"}


def labels_of_salutations() -> list[str]:
    kind = FormOption.Kind.SALUTATION
    return list(FormOption.objects.filter(kind=kind).values_list("label", flat=True))


def line(value: Value, what: str, longest: int, *, needed: bool = False) -> str:
    said = str(value)
    if len(said) > 4 * longest:  # as in fields.py: NFC takes the square of the length
        raise ValidationError(f"Its {what} is longer than {longest} letters.")
    try:
        said = cleaning.one_line(said)
    except ValidationError:
        raise ValidationError(
            f"Its {what} holds a line break, or letters that cannot be read."
        ) from None
    if len(said) > longest:
        raise ValidationError(f"Its {what} is longer than {longest} letters.")
    if needed and not said:
        raise ValidationError(f"It has no {what}.")
    return said


def email(value: Value) -> str:
    said = line(value, "e-mail address", EMAIL_LENGTH, needed=True)
    try:
        return cleaning.email_address(said)
    except ValidationError:
        raise ValidationError(f"“{said[:80]}” is no e-mail address.") from None


def chosen(value: Value) -> str:
    said = str(value)
    return "" if names.key(said) in NOTHING else said


def submission_key(answers: dict[str, Any]) -> str:
    """The same person asking for the same at the same moment is the same inquiry, however often it
    is imported, and whatever was mended in the rest of the row meanwhile."""
    said = [
        "import",
        answers["email"].lower(),
        fold(answers["first_name"]),
        fold(answers["last_name"]),
        answers["received"].astimezone(UTC).isoformat(),
        sorted(answers["programs"]),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
