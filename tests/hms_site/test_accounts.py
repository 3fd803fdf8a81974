"""Whoever may manage accounts cannot raise anybody, themselves included, above themselves."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from hms_site.management.groups import make_groups
from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    make_groups()
    account = StaffFactory(username="administrator")
    account.groups.add(Group.objects.get(name="Administrators"))
    client.force_login(account)
    return account


def change(client, account, **values):
    address = reverse("admin:auth_user_change", args=[account.pk])
    shown = {"username": account.username, "is_active": "on", "is_staff": "on"}
    dates = {"date_joined_0": "2026-11-22", "date_joined_1": "12:00:00"}
    return client.post(address, shown | dates | values)


def test_administrator_cannot_become_a_superuser(client, administrator):
    response = change(client, administrator, is_superuser="on", first_name="Ada")

    administrator.refresh_from_db()
    assert response.status_code == 302
    assert administrator.first_name == "Ada"
    assert not administrator.is_superuser


def test_administrator_cannot_change_a_superuser(client, administrator):
    root = StaffFactory(username="root", is_superuser=True)

    response = change(client, root, username="mine")

    root.refresh_from_db()
    assert response.status_code == 403
    assert root.username == "root"


def test_administrator_cannot_set_a_superusers_password(client, administrator):
    root = StaffFactory(username="root", is_superuser=True)

    response = client.get(reverse("admin:auth_user_password_change", args=[root.pk]))

    assert response.status_code == 403


def test_superuser_can_make_a_superuser(client):
    client.force_login(StaffFactory(is_superuser=True))
    account = StaffFactory()

    change(client, account, is_superuser="on")

    account.refresh_from_db()
    assert account.is_superuser
