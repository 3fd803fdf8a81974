"""Which edition of the facts is in force, and what an older one said otherwise."""

import hashlib
import json
import logging
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from content.stamp import per_stamp

from ..models import Edition
from . import facts
from .facts import Facts
from .wording import changes, of_program, of_school

log = logging.getLogger(__name__)

VERSION_LENGTH = 10


def current() -> Edition:
    """The edition of today's facts; made when there is none, kept until content changes."""
    return of_the_day(timezone.localdate())


def current_or_none() -> Edition | None:
    """For who can do without: an edition that cannot be made must never cost an inquiry."""
    try:
        return current()
    except Exception:  # whatever it was, the inquiry is worth more
        log.exception("The edition of the brochure could not be made; the inquiry goes on without.")
        return None


@per_stamp
def of_the_day(day: date) -> Edition:
    found = facts.of_the_day(day)
    with transaction.atomic():  # a failure must not spoil what the caller has open
        edition, _ = Edition.objects.get_or_create(
            version=version_of(found), defaults={"facts": found}
        )
    return edition


def version_of(found: Facts) -> str:
    text = json.dumps(found, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_LENGTH]


def differences(edition: Edition, program_ids: Collection[int]) -> list[str]:
    """What brochures of `edition` said of these programs and is no longer so, in words."""
    now = facts.current()
    if edition.version == version_of(now):
        return []
    present = {program["id"]: program for program in now["programs"]}
    told: list[str] = []
    for old in edition.facts["programs"]:
        if old["id"] not in program_ids:
            continue
        new = present.get(old["id"])
        if new is None:
            told.append(f"{old['short_name']}: the program is no longer offered.")
        else:
            told += changes(new["short_name"], of_program(old), of_program(new))
    old_school, new_school = edition.facts["school"], now["school"]
    return [*told, *changes(new_school["name"], of_school(old_school), of_school(new_school))]
