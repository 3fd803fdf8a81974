"""The dry run: what each row of a file will be, a batch at a time. Nothing of the desk changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..alike import mailbox_key, person_key
from ..models import ImportRow, ImportRun, Inquiry, Prospect
from ..models.import_run import LEASE
from ..models.inquiry import words_of
from ..references import new_reference
from . import columns, dates
from .checking import Checked, Checker, submission_key
from .errors import Asks, Unreadable
from .sheets import read_table
from .table import LONGEST, Table, Value

BATCH = 1000
Row = tuple[int, list[Value]]


class TakenAway(Exception):
    """Another worker has the run now, or a person has dropped it."""


@dataclass
class Seen:
    """What earlier rows of the same file have brought."""

    rows: dict[str, int] = field(default_factory=dict)  # by submission key
    people: dict[str, int] = field(default_factory=dict)  # by address
    references: set[str] = field(default_factory=set)


def read(run: ImportRun) -> None:
    """Leaves the run READY, or ASKS or REFUSED with the problem. Raises TakenAway."""
    run.lines.all().delete()
    try:
        upload = run.upload
        table = read_table(bytes(upload.content), run.read_as)
        upload.headings = table.headings
        upload.save(update_fields=["headings"])
        say(run, read_as={**run.read_as, **table.read_as}, rows=len(table.rows), done=0)
        places = columns.matched(table.headings, run.read_as.get("columns", {}))
        order = dates.order_of(texts_of(table, places["received"]), run.read_as.get("order", ""))
    except Unreadable as problem:
        return say(run, state=ImportRun.State.REFUSED, problem=str(problem), lease_until=None)
    except Asks as problem:
        return say(run, state=ImportRun.State.ASKS, problem=str(problem), lease_until=None)
    checker = Checker(places, len(table.headings), order, timezone.now())
    check_all(run, table, checker)
    read_as = {**run.read_as, "found_order": order, "found": places}
    say(run, state=ImportRun.State.READY, problem="", read_as=read_as, lease_until=None)


def texts_of(table: Table, place: int) -> Iterator[str]:
    for _, cells in table.rows:
        value = cells[place] if place < len(cells) else ""
        if not isinstance(value, datetime):
            yield value.strip()


def say(run: ImportRun, **values: Any) -> None:
    """Writes how it stands, as long as the run is still ours; the lease begins anew."""
    values = {"lease_until": timezone.now() + LEASE, **values}
    ours = ImportRun.objects.filter(pk=run.pk, turn=run.turn, state=ImportRun.State.UPLOADED)
    if not ours.update(**values):
        raise TakenAway
    for name, value in values.items():
        setattr(run, name, value)


def check_all(run: ImportRun, table: Table, checker: Checker) -> None:
    seen, rows = Seen(), iter(table.rows)
    done = 0
    while batch := list(islice(rows, BATCH)):
        lines = lines_of(run, batch, checker, seen)
        done += len(batch)
        with transaction.atomic():
            ImportRow.objects.bulk_create(lines)
            say(run, done=done)


def lines_of(run: ImportRun, batch: Sequence[Row], checker: Checker, seen: Seen) -> list[ImportRow]:
    checked = [(number, cells, checker.check(cells)) for number, cells in batch]
    good = [row.answers for _, _, row in checked if not row.problems]
    for answers in good:
        answers["key"] = submission_key(answers)
    known = set(
        Prospect.objects.filter(email__in={a["email"].lower() for a in good}).values_list(
            "email", flat=True
        )
    )
    keys = {answers["key"] for answers in good}
    there = Inquiry.objects.filter(submission_key__in=keys)
    stored = set(there.values_list("submission_key", flat=True))
    references = iter(fresh_references(len(good), seen))
    lines = []
    for number, cells, row in checked:
        line = ImportRow(run=run, number=number, **shown(cells))
        if row.problems:
            line.fate, line.why = ImportRow.Fate.BAD, " ".join(row.problems)
        else:
            line.fate, line.why = fate_of(number, row, known, stored, seen)
            fill(line, row, next(references))
        lines.append(line)
    return lines


def shown(cells: Sequence[Value]) -> dict[str, Any]:
    texts = [
        timezone.localtime(cell).isoformat(" ", "minutes")[:16]
        if isinstance(cell, datetime) and timezone.is_aware(cell)
        else cell.isoformat(" ", "seconds")
        if isinstance(cell, datetime)
        else str(cell)[:LONGEST]
        for cell in cells
    ]
    return {"cells": texts, "is_plain": all(text.isascii() for text in texts)}


def fresh_references(number: int, seen: Seen) -> set[str]:
    """As many as that, which neither this file nor any inquiry has."""
    fresh: set[str] = set()
    while len(fresh) < number:
        drawn = {new_reference() for _ in range(number - len(fresh))} - seen.references
        taken = Inquiry.objects.filter(reference__in=drawn).values_list("reference", flat=True)
        fresh |= drawn - set(taken)
    seen.references |= fresh
    return fresh


def fate_of(
    number: int, row: Checked, known: set[str], stored: set[str], seen: Seen
) -> tuple[ImportRow.Fate, str]:
    address, submission = row.answers["email"].lower(), row.answers["key"]
    if submission in stored:
        return ImportRow.Fate.THERE, "The same inquiry has been imported before."
    if earlier := seen.rows.get(submission):
        return ImportRow.Fate.THERE, f"The same inquiry as in row {earlier}."
    seen.rows[submission] = number
    if address in known:
        return ImportRow.Fate.KNOWN, row.remark
    if earlier := seen.people.get(address):
        same = f"The person of row {earlier}, with another inquiry."
        return ImportRow.Fate.KNOWN, f"{same} {row.remark}".strip()
    seen.people[address] = number
    return ImportRow.Fate.NEW, row.remark


def fill(line: ImportRow, row: Checked, reference: str) -> None:
    """All that storing.py copies, so that it has nothing left to think about."""
    said = row.answers
    line.submission_key, line.reference, line.remark = said["key"], reference, row.remark
    for name in ("received", "salutation", "first_name", "last_name", "email", "country"):
        setattr(line, name, said[name])
    line.employer = said["employer"]
    line.programs, line.interests = framed(said["programs"]), framed(said["interests"])
    line.search_text = words_of(line)
    line.person_key = person_key(line.first_name, line.last_name, line.country, line.employer)
    line.mailbox_key = mailbox_key(line.email)


def framed(numbers: Sequence[int]) -> str:
    return f" {' '.join(map(str, numbers))} " if numbers else ""
