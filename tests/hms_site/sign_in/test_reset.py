"""A colleague lost the phone: who may help, what it takes, who hears of it."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import StaffFactory

from .people import PASSWORD, log_in, with_an_app


@pytest.fixture
def helper(administrator):
    """The browser of an administrator who signed in just now."""
    client, _ = with_an_app(administrator)
    return client


def page(account):
    return f"/admin/auth/user/{account.pk}/second-factor/"


def has_factor(account):
    return Authenticator.objects.filter(user=account).exists()


def test_administrator_resets_it_and_the_colleague_hears(account, helper):
    theirs, _ = with_an_app(account)
    assert page(account) in helper.get(f"/admin/auth/user/{account.pk}/change/").content.decode()
    mail.outbox.clear()

    response = helper.post(page(account), follow=True)

    assert "a mail tells them" in response.content.decode()
    assert not has_factor(account)
    assert theirs.get("/accounts/sessions/").status_code == 302
    told = [sent for sent in mail.outbox if sent.subject == "Your second factor was reset"]
    assert [sent.to for sent in told] == [["ada@example.org"]]
    assert "grace has reset" in told[0].body
    entry = LogEntry.objects.get(change_message__contains="second factor")
    assert (entry.user.username, entry.object_id) == ("grace", str(account.pk))


def test_page_alone_changes_nothing(account, helper):
    with_an_app(account)

    assert "First make sure" in helper.get(page(account)).content.decode()
    assert has_factor(account)


def test_account_without_address_is_said(account, helper):
    with_an_app(account)
    account.email = ""
    account.save()

    response = helper.post(page(account), follow=True)

    assert "tell them yourself" in response.content.decode()


def test_mail_that_does_not_go_out_is_said(account, helper, settings):
    with_an_app(account)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    response = helper.post(page(account), follow=True)

    assert "the mail did not go out" in response.content.decode()
    assert not has_factor(account)


@pytest.mark.parametrize("who", ["superuser", "oneself"])
def test_not_of_a_superuser_and_not_of_oneself(administrator, helper, who):
    boss = StaffFactory(username="boss", is_superuser=True)
    boss.set_password(PASSWORD)
    boss.save()
    with_an_app(boss)
    target = {"superuser": boss, "oneself": administrator}[who]

    assert helper.get(page(target)).status_code == 403
    assert helper.post(page(target)).status_code == 403
    assert has_factor(target)


def test_superuser_resets_a_superusers(client):
    for name in ("boss", "other"):
        account = StaffFactory(username=name, is_superuser=True)
        account.set_password(PASSWORD)
        account.save()
    boss, _ = with_an_app(StaffFactory._meta.model.objects.get(username="boss"))
    other = StaffFactory._meta.model.objects.get(username="other")
    with_an_app(other)

    boss.post(page(other))

    assert not has_factor(other)


def test_desk_resets_nobodys(account, administrator):
    with_an_app(administrator)
    client, _ = with_an_app(account)

    assert client.post(page(administrator)).status_code == 403
    assert has_factor(administrator)


def test_session_from_the_morning_enters_the_password_first(account, administrator, time_machine):
    time_machine.move_to("2026-11-24T09:00:00Z", tick=False)
    with_an_app(account)
    helper, _ = with_an_app(administrator)
    time_machine.move_to("2026-11-24T09:30:00Z", tick=False)

    response = helper.post(page(account))
    assert response["Location"].startswith("/accounts/reauthenticate/")
    assert has_factor(account)

    helper.post(response["Location"], {"password": PASSWORD, "next": page(account)})
    assert not has_factor(account)


def test_command_helps_the_only_administrator(administrator):
    client, _ = with_an_app(administrator)

    call_command("reset_second_factor", "grace")

    assert not has_factor(administrator)
    assert client.get("/accounts/sessions/").status_code == 302
    assert not Session.objects.exists()
    assert log_in(Client(), "grace").status_code == 302


def test_command_says_when_there_is_no_such_account(db):
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody")
