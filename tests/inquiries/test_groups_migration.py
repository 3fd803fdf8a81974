from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

pytestmark = pytest.mark.django_db
migration = import_module("inquiries.migrations.0005_the_desk_may_see_editions")


def test_desk_of_a_site_in_use_may_see_editions(monkeypatch):
    desk, editors = (Group.objects.create(name=name) for name in ("Inquiries desk", "Editors"))
    config = apps.get_app_config("inquiries")
    monkeypatch.setattr(config, "models_module", config.models_module)  # the migration empties it

    migration.let_groups_see(apps, None)

    assert list(desk.permissions.values_list("codename", flat=True)) == ["view_edition"]
    assert not editors.permissions.exists()


def test_desk_of_a_site_in_use_may_write_templates(monkeypatch):
    desk = Group.objects.create(name="Inquiries desk")
    config = apps.get_app_config("inquiries")
    monkeypatch.setattr(config, "models_module", config.models_module)

    import_module("inquiries.migrations.0020_desk_replies").let_groups_write_templates(apps, None)

    names = set(desk.permissions.values_list("codename", flat=True))
    assert names == {f"{verb}_replytemplate" for verb in ("view", "add", "change")}


def test_new_site_is_left_to_load_content():
    before = Permission.objects.count()

    migration.let_groups_see(apps, None)

    assert (Group.objects.count(), Permission.objects.count()) == (0, before)


def test_administrators_of_a_site_in_use_read_accesses(monkeypatch):
    accesses = import_module("inquiries.migrations.0021_administrators_read_accesses")
    administrators = Group.objects.create(name="Administrators")
    config = apps.get_app_config("inquiries")
    monkeypatch.setattr(config, "models_module", config.models_module)

    accesses.let_administrators_read(apps, None)

    assert list(administrators.permissions.values_list("codename", flat=True)) == ["view_access"]
