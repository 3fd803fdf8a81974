"""Brings the reports' figures up to date. The worker does it each minute; this is for upgrades."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models.functions import TruncHour

from inquiries.models import ChangedDay, Inquiry
from inquiries.reports.kept import count_changed_days


class Command(BaseCommand):
    help = "Counts the days of which an inquiry has changed, for the reports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="every day anew, as after a program's degree changed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            hours = Inquiry.objects.order_by().annotate(hour=TruncHour("created_at"))
            moments = hours.values_list("hour", flat=True).distinct()
            ChangedDay.objects.bulk_create(ChangedDay(at=at) for at in moments)
        self.stdout.write(f"Days counted: {count_changed_days(seconds=float('inf'))}")
