from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    """By its name, so that it is there also when Redis is given up for it later."""
    database = schema_editor.connection.alias
    call_command("createcachetable", "cache", database=database, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
