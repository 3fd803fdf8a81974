from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = ["Inquiries desk", "Administrators"]
ALLOWED = ["export_inquiry", "add_importrun"]


def let_groups_export_and_import(apps, schema_editor):
    """The groups of a site in use; those of a new one come with load_content."""
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
        ("inquiries", "0031_exports_and_imports"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_groups_export_and_import, migrations.RunPython.noop)]
