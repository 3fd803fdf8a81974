from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = ["Content editors", "Administrators"]
MODELS = ["startterm"]


def let_groups_edit(apps, schema_editor):
    """The groups of a site in use; those of a new one come with load_content."""
    groups = apps.get_model("auth", "Group").objects.filter(name__in=GROUPS)
    if not groups.exists():
        return
    config = apps.get_app_config("programs")
    config.models_module = True  # Django itself makes permissions only after the last migration
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="programs", content_type__model__in=MODELS
    )
    for group in groups:
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0012_facts_have_an_owner"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_groups_edit, migrations.RunPython.noop)]
