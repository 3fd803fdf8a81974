from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_administrators_read(apps, schema_editor):
    """The group of a site in use; that of a new one comes with load_content."""
    groups = apps.get_model("auth", "Group").objects.filter(name="Administrators")
    if not groups.exists():
        return
    config = apps.get_app_config("inquiries")
    config.models_module = True  # Django itself makes permissions only after the last migration
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="inquiries", codename="view_access"
    )
    for group in groups:
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0020_desk_replies"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_administrators_read, migrations.RunPython.noop)]
