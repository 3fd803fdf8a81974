"""What people agree to when they send the form: every wording there ever was, and the current ones.

The words stand in data/consents.json and nowhere else. A wording that somebody agreed to is never
changed: a new one is added below it, with a version of its own and a line in CHANGELOG.md.
"""

from dataclasses import dataclass
from functools import cache

from django.db import models

from content.loading import read
from pages import frame


class Purpose(models.TextChoices):
    ANSWERING = "answering", "Answering the inquiry"
    MAIL = "mail", "Further mail"


@dataclass(frozen=True)
class Wording:
    purpose: Purpose
    version: str
    since: str
    text: str  # {address}: where the school's address for inquiries is printed

    @property
    def said(self) -> str:
        return self.text.format(address=frame.facts().inquiries_address)


@cache
def wordings() -> list[Wording]:
    """All of them, oldest first."""
    rows = read("inquiries", "consents")
    return [Wording(**{**row, "purpose": Purpose(row["purpose"])}) for row in rows]


def current(purpose: Purpose) -> Wording:
    return [wording for wording in wordings() if wording.purpose == purpose][-1]


def find(purpose: str, version: str) -> Wording | None:
    """What that version said; None for one that stands in no file."""
    same = (w for w in wordings() if (w.purpose, w.version) == (purpose, version))
    return next(same, None)
