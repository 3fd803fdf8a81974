"""Checks every credit rule; a table, and exit code 1 when one does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programs.models import CreditRule


class Command(BaseCommand):
    help = "Checks that the components of every credit rule add up to its total."

    def handle(self, *args: Any, **options: Any) -> None:
        rules = CreditRule.objects.select_related("degree_type").prefetch_related("components")
        failed = 0
        for rule in rules:
            problems = rule.problems()
            failed += bool(problems)
            verdict = " ".join(problems) if problems else "holds"
            self.stdout.write(f"{rule.degree_type}, from {rule.valid_from_year}: {verdict}")
        if failed:
            raise CommandError(f"{failed} of {len(rules)} rules do not hold.")
