from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = ["Content editors", "Administrators"]
APPS = ["content", "pages", "events", "search"]


def let_groups_edit(apps, schema_editor):
    """The groups of a site in use; those of a new one come with load_content."""
    groups = apps.get_model("auth", "Group").objects.filter(name__in=GROUPS)
    if not groups.exists():
        return
    for label in APPS:  # Django itself makes permissions only after the last migration
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label__in=APPS
    )
    for group in groups:
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("content", "0001_initial"),
        ("events", "0001_initial"),
        ("search", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_groups_edit, migrations.RunPython.noop)]
