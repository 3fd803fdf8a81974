"""Checks every credit rule and published plan; a table, and exit code 1 when one does not hold."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programs.models import CreditRule, Plan


class Command(BaseCommand):
    help = (
        "Checks that every credit rule adds up, and that every published plan can reach exactly "
        "what its rule asks for."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [*rules(), *plans()]
        for name, problems in rows:
            self.stdout.write(f"{name}: {' '.join(problems) or 'holds'}")
        if failed := sum(bool(problems) for _, problems in rows):
            raise CommandError(f"{failed} of {len(rows)} rules and plans do not hold.")


def rules() -> Iterator[tuple[str, list[str]]]:
    for rule in CreditRule.objects.select_related("degree_type").prefetch_related("components"):
        yield f"{rule.called()}, from {rule.valid_from_year}", rule.problems()


def plans() -> Iterator[tuple[str, list[str]]]:
    for plan in Plan.objects.published().whole():
        yield str(plan), [str(problem) for problem in plan.problems()]
