"""What holds of the project as a whole."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection

from hms_site.context import SITE

DRIVERS = {"postgresql": "psycopg2", "sqlite": "sqlite3.dbapi2"}


@pytest.mark.django_db
def test_models_have_no_change_without_a_migration():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_database_driver_is_the_one_we_chose():
    """Django takes psycopg 3 in silence as soon as some package brings it along."""
    assert connection.Database.__name__ == DRIVERS[connection.vendor]


@pytest.mark.parametrize(
    ("at", "year"),
    [(datetime(2027, 1, 1, 4, 59, tzinfo=UTC), 2026), (datetime(2027, 1, 1, 5, tzinfo=UTC), 2027)],
)
def test_year_of_the_footer_is_bostons(time_machine, at, year):
    time_machine.move_to(at, tick=False)

    assert SITE.year == year


@pytest.mark.django_db
def test_every_page_shows_the_address_for_questions(client, settings):
    settings.INQUIRIES_EMAIL = "questions@example.org"

    assert "mailto:questions@example.org" in client.get("/").content.decode()
