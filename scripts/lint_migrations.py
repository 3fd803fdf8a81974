"""Refuses migrations that break the version of the site which still runs beside them.

An upgrade migrates first and replaces processes afterwards (CONTRIBUTING.md, "Migrations"). On
PostgreSQL, as in the gate, it sees most: of SQLite's statements some say too little.
"""

import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

# No version ran beside these: they make an empty database.
ACCEPTED = {
    "content": "0002_cache_table",
    "events": "0001_initial",
    "inquiries": "0002_search_by_trigrams",
    "news": "0001_initial",
    "pages": "0001_initial",
    "programs": "0001_initial",
    "search": "0001_initial",
}
# Right all the same, such as the last of three steps: a line each, with its reason. (A migration
# with the linter's own IgnoreMigration could not run where the linter is not installed.)
INTENDED: set[tuple[str, str]] = set()
# SQLite makes a changed table anew, with all its columns, and each of them looks like a new one
UNKNOWABLE = {"sqlite": ["NOT_NULL"]}


def new_migrations(accepted: dict[str, str]) -> list[tuple[str, str]]:
    """Of our own apps, those after what is accepted."""
    ours = {
        app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR
    }
    made = sorted(MigrationLoader(None).disk_migrations or {})
    new = [(app, name) for app, name in made if app in ours and name > accepted.get(app, "")]
    return [key for key in new if key not in INTENDED]


def refused(keys: list[tuple[str, str]]) -> int:
    """How many of them; the linter prints which, and why."""
    from django_migration_linter import MigrationLinter  # asks for the settings at once

    linter = MigrationLinter(
        str(settings.BASE_DIR),
        no_cache=True,
        exclude_migration_tests=UNKNOWABLE.get(connection.vendor),
        quiet=["ok", "ignore"],
    )
    made = MigrationLoader(None).disk_migrations or {}
    for key in keys:
        linter.lint_migration(made[key])
    return int(linter.nb_erroneous)


def main() -> int:
    django.setup()
    new = new_migrations(ACCEPTED)
    count = refused(new)
    print(f"Migrations looked at, on {connection.vendor}: {len(new)}, refused: {count}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
