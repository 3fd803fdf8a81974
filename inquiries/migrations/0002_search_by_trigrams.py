"""PostgreSQL finds half a name among a million by an index of trigrams, where it may have one.

SQLite reads through the texts, which is fast enough for the sizes it is meant for.
"""

from django.db import DatabaseError, migrations, transaction

INDEX = "inquiry_search"
EXTENSION = "CREATE EXTENSION IF NOT EXISTS pg_trgm"
# not while others wait to write: the site goes on while it is built
CREATE = (
    f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {INDEX} "
    "ON inquiries_inquiry USING gin (search_text gin_trgm_ops)"
)
WITHOUT_IT = f"""
  The database does not let this account install pg_trgm, so searching inquiries stays slow among
  very many. Nothing else is missing. A database administrator can run, at any time:
    {EXTENSION};
    {CREATE};
"""


def index_search(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute(EXTENSION)
    except DatabaseError:
        print(WITHOUT_IT)
    else:
        schema_editor.execute(CREATE)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    atomic = False  # an index cannot be built concurrently in a transaction
    dependencies = [("inquiries", "0001_initial")]
    operations = [migrations.RunPython(index_search, drop_index)]
