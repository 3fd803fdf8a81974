"""People of a site in use: by what likely duplicates are found, and who may join them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from inquiries.erasure import erase
from inquiries.models import Inquiry, Prospect
from tests.factories import InquiryFactory

pytestmark = pytest.mark.django_db
keys = import_module("inquiries.migrations.0023_who_may_be_the_same")
groups = import_module("inquiries.migrations.0024_desk_joins_people")


def test_those_who_are_there_already_are_compared_too(monkeypatch):
    monkeypatch.setattr(keys, "AT_ONCE", 2)
    hospital = {"country": "US", "employer": "Example Hospital"}
    InquiryFactory.create_batch(5, **hospital)
    erase(InquiryFactory(**hospital))
    people, inquiries = (
        list(model.objects.order_by("pk").values()) for model in (Prospect, Inquiry)
    )
    Prospect.objects.update(mailbox_key="")
    Inquiry.objects.update(person_key="")

    keys.compare_prospects(apps, None)
    keys.compare_inquiries(apps, None)

    assert list(Prospect.objects.order_by("pk").values()) == people
    assert list(Inquiry.objects.order_by("pk").values()) == inquiries


def test_desk_of_a_site_in_use_may_join_people(monkeypatch):
    desk, editors = (Group.objects.create(name=name) for name in ("Inquiries desk", "Editors"))
    config = apps.get_app_config("inquiries")
    monkeypatch.setattr(config, "models_module", config.models_module)  # the migration empties it

    groups.let_groups_join(apps, None)

    assert list(desk.permissions.values_list("codename", flat=True)) == ["merge_prospect"]
    assert not editors.permissions.exists()


def test_new_site_is_left_to_load_content():
    before = Permission.objects.count()

    groups.let_groups_join(apps, None)

    assert (Group.objects.count(), Permission.objects.count()) == (0, before)
