from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

pytestmark = pytest.mark.django_db
ALLOWED = {
    "0005_groups_may_edit_the_program_page": {
        "add_keydate",
        "change_contact",
        "delete_question",
        "change_landing",
    },
    "0013_groups_may_edit_start_terms": {"add_startterm", "change_startterm"},
    "0009_groups_may_edit_costs": {"add_cost", "change_cost", "delete_cost", "view_cost"},
}


def migrate(name):
    import_module(f"programs.migrations.{name}").let_groups_edit(apps, None)


@pytest.mark.parametrize(("name", "expected"), ALLOWED.items())
def test_groups_of_a_site_in_use_may_edit_the_parts_of_a_program(monkeypatch, name, expected):
    editors, desk = (Group.objects.create(name=name) for name in ("Content editors", "Desk"))
    config = apps.get_app_config("programs")
    monkeypatch.setattr(config, "models_module", config.models_module)  # the migration empties it

    migrate(name)

    assert expected <= set(editors.permissions.values_list("codename", flat=True))
    assert not desk.permissions.exists()


@pytest.mark.parametrize("name", ALLOWED)
def test_new_site_is_left_to_load_content(name):
    before = Permission.objects.count()

    migrate(name)

    assert (Group.objects.count(), Permission.objects.count()) == (0, before)
