from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = ["Administrators"]
ALLOWED = ["view_savedview", "change_savedview", "delete_savedview"]


def let_administrators_keep_views(apps, schema_editor):
    """The group of a site in use; that of a new one comes with load_content."""
    groups = apps.get_model("auth", "Group").objects.filter(name__in=GROUPS)
    if not groups.exists():
        return
    config = apps.get_app_config("inquiries")
    config.models_module = True  # Django itself makes permissions only after the last migration
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="inquiries", codename__in=ALLOWED
    )
    for group in groups:
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0029_search_by_trigrams"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_administrators_keep_views, migrations.RunPython.noop)]
