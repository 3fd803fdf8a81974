from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

pytestmark = pytest.mark.django_db
migration = import_module("inquiries.migrations.0032_desk_exports_and_imports")
NAMES = ("Inquiries desk", "Administrators", "Content editors")


def test_desk_and_administrators_of_a_site_in_use_may_export_and_import(monkeypatch):
    desk, administrators, editors = (Group.objects.create(name=name) for name in NAMES)
    config = apps.get_app_config("inquiries")
    monkeypatch.setattr(config, "models_module", config.models_module)  # the migration empties it

    migration.let_groups_export_and_import(apps, None)

    for group in (desk, administrators):
        allowed = group.permissions.order_by("codename").values_list("codename", flat=True)
        assert list(allowed) == ["add_importrun", "export_inquiry"]
    assert not editors.permissions.exists()


def test_new_site_is_left_to_load_content():
    before = Permission.objects.count()

    migration.let_groups_export_and_import(apps, None)

    assert (Group.objects.count(), Permission.objects.count()) == (0, before)
