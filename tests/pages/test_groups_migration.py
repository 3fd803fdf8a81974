"""Groups of a site in use get what the groups of a new site have."""

from importlib import import_module

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db
SECOND = "0002_groups_may_edit_pages_events_and_search"
NEW_APPS = {"content", "pages", "events", "search"}


@pytest.fixture(autouse=True)
def migrations(settings):
    """The tests make their database from the models, and hide these."""
    settings.MIGRATION_MODULES = {}


def migrate(name=SECOND):
    """With the models as they were, as `manage.py migrate` runs it."""
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    state = MigrationExecutor(connection).loader.project_state(leaves)
    import_module(f"pages.migrations.{name}").let_groups_edit(state.apps, None)


def apps_of(name):
    allowed = Permission.objects.filter(group__name=name)
    return set(allowed.values_list("content_type__app_label", flat=True))


def test_fresh_database_gets_no_groups():
    migrate()

    assert not Group.objects.exists()


@pytest.mark.parametrize("name", ["Content editors", "Administrators"])
def test_group_of_a_site_in_use_may_edit_the_new_apps(name):
    Group.objects.create(name=name)
    Permission.objects.filter(content_type__app_label__in=NEW_APPS).delete()

    migrate()

    assert apps_of(name) == NEW_APPS
    for codename in ("change_page", "add_richtext", "delete_event"):
        assert Permission.objects.filter(group__name=name, codename=codename).exists()


def test_group_of_a_site_in_use_may_edit_the_schools_address():
    editors = Group.objects.create(name="Content editors")
    Permission.objects.filter(content_type__app_label="pages").delete()

    migrate("0004_groups_may_edit_the_schools_address")

    codenames = editors.permissions.values_list("codename", flat=True)
    assert set(codenames) == {f"{may}_contact" for may in ("add", "change", "delete", "view")}


def test_other_groups_stay_as_they_are():
    Group.objects.create(name="Inquiries desk")

    migrate()

    assert apps_of("Inquiries desk") == set()
