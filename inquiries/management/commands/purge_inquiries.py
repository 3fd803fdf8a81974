"""Retention: erases what the privacy note says we do not keep. Run it daily."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from inquiries.consent import RETENTION
from inquiries.models import Inquiry, Prospect


class Command(BaseCommand):
    help = "Erases inquiries older than the privacy note promises, and people without any."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        old = Inquiry.objects.filter(created_at__lt=timezone.now() - RETENTION)
        if options["dry_run"]:
            self.stdout.write(f"Would erase {old.count()} inquiries.")
            return
        number = old.count()
        old.delete()
        Prospect.objects.filter(inquiries=None).delete()
        self.stdout.write(f"Erased {number} inquiries.")
