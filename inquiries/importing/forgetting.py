"""What a file holds of people is deleted: once it is imported, after a day, and with the person."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from ..models import ImportRow, ImportRun, ImportUpload

KEPT = timedelta(days=1)
GONE: dict[str, Any] = {"content": b"", "name": ""}


def forget_imported(run: ImportRun) -> None:
    """All but the refused rows and their headings, to be downloaded for another day."""
    ImportUpload.objects.filter(run=run).update(**GONE)
    run.lines.exclude(fate=ImportRow.Fate.BAD).delete()


@transaction.atomic
def forget(run: ImportRun) -> None:
    """Everything that people said; what was not imported will not be."""
    ImportUpload.objects.filter(run=run).delete()
    run.lines.all().delete()
    same = ImportRun.objects.filter(pk=run.pk)
    same.exclude(state=ImportRun.State.DONE).update(state=ImportRun.State.DROPPED)
    same.update(forgotten_at=timezone.now(), lease_until=None)


def forget_old(now: datetime | None = None) -> int:
    """Those whose day is over, and how many; what is just being imported is left to its worker.

    And what a worker that was killed right after an import has left.
    """
    for run in ImportRun.objects.filter(state=ImportRun.State.DONE, upload__name__gt=""):
        forget_imported(run)
    limit = (now or timezone.now()) - KEPT
    over = Q(at__lt=limit, finished_at=None) | Q(finished_at__lt=limit)
    old = ImportRun.objects.filter(over, forgotten_at=None).exclude(state=ImportRun.State.CONFIRMED)
    runs = list(old)
    for run in runs:
        forget(run)
    return len(runs)


def forget_person(addresses: set[str]) -> None:
    """Of an erased person: their rows, and every file that holds one, for a file cannot be cut.

    A file that nobody has read yet could hold anybody; it has to be uploaded again. So has one
    without headings, where the first row of people stands in their place.
    """
    rows = mentioning(ImportRow.objects.all(), "cells", addresses)
    rows |= mentioning(ImportRow.objects.all(), "email", addresses)
    numbers = list(rows.values_list("pk", "run"))
    ImportRow.objects.filter(pk__in=[pk for pk, _ in numbers]).delete()
    ImportUpload.objects.filter(run__in={run for _, run in numbers}).update(**GONE)
    headed = mentioning(ImportUpload.objects.all(), "headings", addresses).values("run")
    unread = ImportRun.objects.filter(forgotten_at=None, state__in=ImportRun.UNREAD)
    for run in unread | ImportRun.objects.filter(pk__in=headed):
        forget(run)


def mentioning(rows: Any, field: str, addresses: Iterable[str]) -> Any:
    """JSON may be kept with each letter beyond ASCII spelled out."""
    named = Q(pk=None)
    for address in addresses:
        named |= Q(said__icontains=address) | Q(said__icontains=json.dumps(address)[1:-1])
    return rows.alias(said=Cast(field, TextField())).filter(named)
