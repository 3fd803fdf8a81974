"""Retention: erases what the privacy note says we do not keep. Run it daily."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from inquiries.audit import forget_accesses
from inquiries.erasure import erase_all
from inquiries.models import KeptSearch
from inquiries.retention import Reason, due


class Command(BaseCommand):
    help = "Erases inquiries whose time has come; what a legal hold keeps stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many, and why")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = due().filter(is_held=False)
        self.stdout.write(table(rows.values_list("created_at", "reason").iterator()))
        if options["dry_run"]:
            self.stdout.write(f"Would erase: {rows.count()}")
        else:
            KeptSearch.objects.forget_old()
            self.stdout.write(f"Erased: {erase_all(rows.iterator())}")
            forget_accesses()
        if held := due().filter(is_held=True).count():
            self.stdout.write(f"Kept by a legal hold: {held}")


def table(rows: Iterable[tuple[datetime, str]]) -> str:
    """How many of each year go, and why."""
    counts = Counter((timezone.localtime(received).year, reason) for received, reason in rows)
    lines = [("Year", "Reason", "Inquiries")]
    lines += [
        (str(year), str(Reason(reason).label), str(number))
        for (year, reason), number in sorted(counts.items())
    ]
    return "\n".join(f"{year:<6}{reason:<36}{number:>9}" for year, reason, number in lines)
