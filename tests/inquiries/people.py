"""People on the desk: made, joined, and compared byte for byte."""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session

from inquiries.merging import fingerprint, merge
from inquiries.models import Access, Prospect
from tests.factories import StaffFactory

# who did what: kept for ever, whatever is undone
LOGS = {LogEntry, Access, Session}


def join(keep, *others, by=None):
    """Joins each of `others` with `keep`; the merges, in that order."""
    by = by or StaffFactory()
    return [
        merge(keep=keep.pk, join=other.pk, by=by, seen=fingerprint(keep.pk, other.pk))
        for other in others
    ]


def tables():
    """Every value of every table but the logs."""
    models = [m for m in apps.get_models(include_auto_created=True) if not m._meta.proxy]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in models
        if model not in LOGS
    }


def groups():
    """Which addresses are one person, by number."""
    found = {}
    for row in Prospect.objects.order_by("pk"):
        found.setdefault(row.person_number, set()).add(row.pk)
    return found
