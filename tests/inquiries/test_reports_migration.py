from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

pytestmark = pytest.mark.django_db
migration = import_module("inquiries.migrations.0035_desk_sees_reports")


def test_desk_of_a_site_in_use_sees_reports_and_editors_do_not(monkeypatch):
    desk, editors = (
        Group.objects.create(name=name) for name in ("Inquiries desk", "Content editors")
    )
    config = apps.get_app_config("inquiries")
    monkeypatch.setattr(config, "models_module", config.models_module)  # the migration empties it

    migration.let_groups_see_reports(apps, None)

    assert list(desk.permissions.values_list("codename", flat=True)) == ["view_reports"]
    assert not editors.permissions.exists()


def test_nobody_may_write_what_the_site_counts_by_itself():
    codenames = Permission.objects.filter(content_type__model__in=["dayfigures", "changedday"])

    assert not codenames.exists()
