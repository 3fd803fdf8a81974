"""Needed once after an upgrade and after loaddata; otherwise every save keeps search up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import index_all


class Command(BaseCommand):
    help = "Makes all that search reads anew; run twice nothing doubles."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{index_all()} pages can be found.")
