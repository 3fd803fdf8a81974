from django.contrib.auth.management import create_permissions
from django.db import migrations

RULED = ["team", "teammember", "assignmentrule", "officehours", "holiday", "desksettings"]
ALL = ["view", "add", "change", "delete"]
ALLOWED = {
    "Inquiries desk": [f"view_{name}" for name in RULED] + [f"{verb}_absence" for verb in ALL],
    "Administrators": [f"{verb}_{name}" for verb in ALL for name in [*RULED, "absence"]],
}


def let_groups_work(apps, schema_editor):
    """The groups of a site in use; those of a new one come with load_content."""
    groups = apps.get_model("auth", "Group").objects.filter(name__in=ALLOWED)
    if not groups.exists():
        return
    config = apps.get_app_config("inquiries")
    config.models_module = True  # Django itself makes permissions only after the last migration
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="inquiries"
    )
    for group in groups:
        group.permissions.add(*permissions.filter(codename__in=ALLOWED[group.name]))


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0026_the_clock_runs"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_groups_work, migrations.RunPython.noop)]
