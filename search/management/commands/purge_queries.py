"""Retention: forgets what people searched for more than a year ago. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from search.log import purge


class Command(BaseCommand):
    help = "Forgets what was searched for more than a year ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Forgot {purge()} searches.")
