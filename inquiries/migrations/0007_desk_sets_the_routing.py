from django.contrib.auth.management import create_permissions
from django.db import migrations

VERBS = {
    "Inquiries desk": ["view", "add", "change"],
    "Administrators": ["view", "add", "change", "delete"],
}


def let_groups_edit(apps, schema_editor):
    """The groups of a site in use; those of a new one come with load_content."""
    groups = apps.get_model("auth", "Group").objects.filter(name__in=VERBS)
    if not groups.exists():
        return
    config = apps.get_app_config("inquiries")
    config.models_module = True  # Django itself makes permissions only after the last migration
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for group in groups:
        names = [f"{verb}_programrouting" for verb in VERBS[group.name]]
        group.permissions.add(*permissions.filter(codename__in=names))


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0006_waiting_since"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_groups_edit, migrations.RunPython.noop)]
