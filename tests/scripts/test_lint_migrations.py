"""New migrations must leave the version before them what it reads and writes."""

import pytest
from django.db.migrations.loader import MigrationLoader

from scripts.lint_migrations import ACCEPTED, new_migrations, refused


@pytest.fixture(autouse=True)
def with_migrations(settings):
    """The test run has none: its tables were made from the models."""
    settings.MIGRATION_MODULES = {}


@pytest.fixture
def with_one_that_breaks(settings):
    settings.MIGRATION_MODULES = {"search": "tests.scripts.migrations"}


def test_what_comes_after_the_accepted_one_is_looked_at(with_one_that_breaks):
    new = new_migrations(ACCEPTED | {"search": "0001_a_table"})

    assert new == [("search", "0002_a_column_goes")]


def test_an_app_without_an_accepted_one_is_looked_at_from_its_first():
    assert ("news", "0001_initial") in new_migrations({})
    assert {app for app, _ in new_migrations({})} == {*ACCEPTED}


def test_accepted_ones_exist():
    assert set(ACCEPTED.items()) <= set(MigrationLoader(None).disk_migrations)


@pytest.mark.django_db(transaction=True)  # SQLite lets nobody alter tables within one
def test_a_column_that_goes_is_refused_and_a_table_that_comes_is_not(with_one_that_breaks, capsys):
    assert refused([("search", "0001_a_table"), ("search", "0002_a_column_goes")]) == 1
    assert "DROPPING columns" in capsys.readouterr().out
