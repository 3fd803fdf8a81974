"""New migrations must leave the version before them what it reads and writes."""

import pytest
from django.db.migrations.loader import MigrationLoader

from scripts.lint_migrations import ACCEPTED, new_migrations, refused


@pytest.fixture(autouse=True)
def with_migrations(settings):
    """The test run has none: its tables were made from the models."""
    settings.MIGRATION_MODULES = {}


def test_what_comes_after_the_accepted_one_is_looked_at():
    assert ("news", "0005_link_and_label") in new_migrations(
        ACCEPTED | {"news": "0004_revisions_and_unknown_days"}
    )
    assert ("news", "0004_revisions_and_unknown_days") not in new_migrations(ACCEPTED)


def test_an_app_without_an_accepted_one_is_looked_at_from_its_first():
    assert ("news", "0001_initial") in new_migrations({})
    assert {app for app, _ in new_migrations({})} == {*ACCEPTED}


def test_accepted_ones_exist():
    assert set(ACCEPTED.items()) <= set(MigrationLoader(None).disk_migrations)


@pytest.mark.django_db(transaction=True)  # SQLite lets nobody alter tables within one
def test_a_column_that_goes_is_refused_and_a_table_that_comes_is_not(capsys):
    assert refused([("inquiries", "0011_consents_have_moved"), ("inquiries", "0017_accesses")]) == 1
    assert "DROPPING columns" in capsys.readouterr().out
