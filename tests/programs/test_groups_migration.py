from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

pytestmark = pytest.mark.django_db
migration = import_module("programs.migrations.0005_groups_may_edit_the_program_page")


def test_groups_of_a_site_in_use_may_edit_the_parts_of_a_program(monkeypatch):
    editors, desk = (Group.objects.create(name=name) for name in ("Content editors", "Desk"))
    config = apps.get_app_config("programs")
    monkeypatch.setattr(config, "models_module", config.models_module)  # the migration empties it

    migration.let_groups_edit(apps, None)

    allowed = set(editors.permissions.values_list("codename", flat=True))
    assert {"add_keydate", "change_contact", "delete_question", "change_landing"} <= allowed
    assert not desk.permissions.exists()


def test_new_site_is_left_to_load_content():
    before = Permission.objects.count()

    migration.let_groups_edit(apps, None)

    assert (Group.objects.count(), Permission.objects.count()) == (0, before)
