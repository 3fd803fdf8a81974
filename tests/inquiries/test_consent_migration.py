"""Consents moved from columns of the inquiry to rows of their own, and can move back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from inquiries.reports import triggers
from tests.factories import InquiryFactory

BEFORE = [("inquiries", "0009_consents_and_holds")]
AFTER = [("inquiries", "0011_consents_have_moved")]


@pytest.fixture
def migrated(settings):
    """The database as migrations know it: the tests make theirs from the models."""
    settings.MIGRATION_MODULES = {}
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes(), fake=True)
    triggers.unwatch()  # as before any `migrate`
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    executor.recorder.migration_qs.delete()
    triggers.watch()


def migrate(to):
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


@pytest.mark.django_db(transaction=True)
def test_columns_become_rows_and_rows_columns_again(migrated):
    number = InquiryFactory(wants_mail=True).pk
    inquiries = migrate(BEFORE).get_model("inquiries", "Inquiry").objects
    assert inquiries.get().wants_mail
    inquiries.update(consent_version="2026-11")

    consents = migrate(AFTER).get_model("inquiries", "Consent").objects

    received = inquiries.values_list("created_at", flat=True)[0]
    assert set(consents.values_list("inquiry", "purpose", "version", "given_at")) == {
        (number, "answering", "2026-11", received),
        (number, "mail", "2026-11", received),
    }
