"""Fills the database of DATABASE_URL, which has tables but no history, with what a site holds."""

import os
import sys

import django


def fill():
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    from inquiries.triggers import make_triggers
    from tests.factories import InquiryFactory, NewsItemFactory, StaffFactory

    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    made = MigrationLoader(None).disk_migrations
    recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in made)
    make_triggers(using="default")
    StaffFactory(username="ada")
    NewsItemFactory(title="Ünïcode, “quotes” and a\nnew line")
    InquiryFactory(reference="CDEFGHJK", prospect__email="ada@example.org")
    # what the person asked for after the backup
    InquiryFactory(reference="ACDEFGHJ", prospect__email="erased@example.org", last_name="Gone")


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    django.setup()
    fill()
