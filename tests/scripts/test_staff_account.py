import pytest
from django.contrib.auth.models import User

from scripts.staff_account import ensure_account

pytestmark = pytest.mark.django_db


def test_first_account_is_admin_with_a_password_that_is_told():
    told = ensure_account("", "", "")
    password = told.removesuffix(" (shown this once)\n").split("password: ")[1]
    assert User.objects.get(username="admin", is_superuser=True).check_password(password)


def test_account_from_the_environment_keeps_its_password_to_itself():
    told = ensure_account("ada", "ada@example.org", "correct horse")
    account = User.objects.get(username="ada", email="ada@example.org", is_superuser=True)
    assert account.check_password("correct horse")
    assert told == "Made a staff account for /admin/: ada, password: the one you set\n"


def test_second_start_says_and_changes_nothing():
    ensure_account("ada", "ada@example.org", "correct horse")
    assert ensure_account("ada", "ada@example.org", "another password") == ""
    assert User.objects.get().check_password("correct horse")


def test_admin_is_not_made_beside_another_superuser():
    ensure_account("ada", "ada@example.org", "correct horse")
    assert ensure_account("", "", "") == ""
    assert User.objects.get().username == "ada"
