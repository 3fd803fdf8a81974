import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction

from hms_site.management.groups import make_groups
from hms_site.sign_in import adapters
from tests.factories import StaffFactory

from .people import PASSWORD


@pytest.fixture(autouse=True)
def as_in_production(settings, db):
    settings.SECOND_FACTOR = True
    settings.AXES_ENABLED = True
    cache.clear()


@pytest.fixture(autouse=True)
def commits_at_once(request, monkeypatch):
    """What allauth does after a commit belongs to the same request; in a test nothing commits."""
    if not request.node.get_closest_marker("django_db"):
        monkeypatch.setattr(transaction, "on_commit", lambda function, **_: function())


@pytest.fixture
def account(db):
    """One of the inquiries desk."""
    make_groups()
    account = StaffFactory(username="ada", email="ada@example.org")
    account.set_password(PASSWORD)
    account.save()
    account.groups.add(Group.objects.get(name="Inquiries desk"))
    return account


@pytest.fixture
def administrator(db):
    make_groups()
    account = StaffFactory(username="grace", email="grace@example.org")
    account.set_password(PASSWORD)
    account.save()
    account.groups.add(Group.objects.get(name="Administrators"))
    return account


@pytest.fixture
def sends_at_once(monkeypatch):
    """A mail beside the answer, sent before it here."""

    class AtOnce:
        def __init__(self, target, args):
            self.start = lambda: target(*args)

    monkeypatch.setattr(adapters, "Thread", AtOnce)
