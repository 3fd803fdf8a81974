"""Wrong passwords: a pause for who guesses, none for a colleague elsewhere, and a way back in."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.core.management import call_command
from django.test import Client

from tests.factories import StaffFactory

from .people import log_in

HOME, AWAY = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture(autouse=True)
def password_alone(settings):
    settings.SECOND_FACTOR = False


def guess(times, name="ada", where=AWAY):
    """The last answer."""
    for _ in range(times):
        response = log_in(Client(), name, "wrong", **where)
    return response


def test_fifth_wrong_password_brings_a_pause_in_words(account):
    assert guess(4).status_code == 200

    response = guess(1)

    assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert "a pause of 15 minutes" in response.content.decode()


def test_right_password_is_refused_during_the_pause(account):
    guess(5)

    assert log_in(Client(), "ada", **AWAY).status_code == 429


@pytest.mark.parametrize("names", [["ada", "ADA", "ada@example.org", "Ada@Example.org", " ada"]])
def test_names_of_one_account_count_together(account, names):
    answers = [guess(1, name).status_code for name in names]

    assert answers == [200, 200, 200, 200, 429]


def test_guessing_elsewhere_does_not_lock_out_a_colleague_at_home(account):
    guess(20)

    assert log_in(Client(), "ada", **HOME).status_code == 302


def test_another_browser_is_no_way_round_the_pause(account):
    guess(5)

    assert log_in(Client(HTTP_USER_AGENT="other"), "ada", **AWAY).status_code == 429


def test_addresses_of_one_ipv6_line_count_together(account):
    for number in range(5):
        response = guess(1, where={"REMOTE_ADDR": f"2001:db8::{number + 1}"})

    assert response.status_code == 429


def test_header_of_the_visitor_is_no_way_round_the_pause(account):
    for number in range(5):
        spoofed = {**AWAY, "HTTP_X_FORWARDED_FOR": f"198.51.100.{number}"}
        response = guess(1, where=spoofed)

    assert response.status_code == 429


def test_proxy_of_ours_says_who_it_is(account, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    guess(5, where={"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"})

    home = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.1"}
    assert log_in(Client(), "ada", **home).status_code == 302


def test_many_names_from_one_address_are_limited_too(account, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": None}
    for number in range(50):
        guess(1, name=f"name{number}")

    assert log_in(Client(), "ada", **AWAY).status_code == 429
    assert log_in(Client(), "ada", **HOME).status_code == 302


def test_pause_ends_by_itself_and_trying_does_not_lengthen_it(account, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)
    guess(5)
    time_machine.shift(timedelta(minutes=14))
    assert guess(1).status_code == 429
    time_machine.shift(timedelta(minutes=2))

    assert log_in(Client(), "ada", **AWAY).status_code == 302


def test_log_in_forgets_the_tries_before_it(account):
    guess(4)
    log_in(Client(), "ada", **AWAY)

    assert guess(4).status_code == 200


def test_password_is_no_less_guarded_where_it_is_asked_again(account, settings):
    client = Client()
    client.force_login(account)
    for _ in range(5):
        answer = client.post("/accounts/reauthenticate/", {"password": "wrong"})

    assert answer.status_code == 429


def test_administrator_lets_in_again(account, administrator, client):
    guess(5)
    client.force_login(administrator)
    [attempt] = AccessAttempt.objects.all()
    page = client.get("/admin/axes/accessattempt/").content.decode()
    assert "ada" in page
    assert "203.0.113.9" in page

    action = {"action": "let_in", "_selected_action": [attempt.pk]}
    client.post("/admin/axes/accessattempt/", action)

    assert log_in(Client(), "ada", **AWAY).status_code == 302


def test_letting_in_lifts_the_pause_of_an_address(account, administrator, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": None}
    for number in range(50):
        guess(1, name=f"name{number}")
    client.force_login(administrator)
    attempt = AccessAttempt.objects.first()

    action = {"action": "let_in", "_selected_action": [attempt.pk]}
    client.post("/admin/axes/accessattempt/", action)

    assert log_in(Client(), "ada", **AWAY).status_code == 302


@pytest.mark.parametrize("page", ["accessattempt/", "accesslog/"])
def test_desk_sees_nothing_of_it(account, client, page):
    client.force_login(account)

    assert client.get(f"/admin/axes/{page}").status_code == 403


@pytest.mark.parametrize("page", ["accessattempt/add/", "accesslog/add/", "accesslog/1/delete/"])
def test_nothing_of_it_is_written_by_hand(administrator, client, page):
    client.force_login(administrator)

    assert client.post(f"/admin/axes/{page}").status_code in (302, 403)
    assert not AccessAttempt.objects.exists()


def test_log_names_nobody(account, caplog):
    caplog.set_level("DEBUG")
    guess(6)
    log_in(Client(), "ada", **HOME)

    for personal in ("ada", "203.0.113.9", "192.0.2.1", "wrong"):
        assert personal not in caplog.text


def test_table_holds_no_password_and_no_token(account):
    guess(1)

    [attempt] = AccessAttempt.objects.all()
    assert "wrong" not in attempt.post_data
    assert "ada" not in attempt.post_data


@pytest.mark.parametrize("name", ["x" * 5_000, "é" * 300, "a@" + "b" * 400, "\u202eada", "'"])
def test_any_name_is_an_answer(db, name):
    assert guess(1, name).status_code in (200, 429)


def test_month_later_it_is_forgotten_from_where(account, time_machine):
    time_machine.move_to("2026-10-01T12:00:00Z", tick=False)
    guess(1)
    log_in(Client(), "ada", **HOME)
    time_machine.move_to("2026-10-31T11:00:00Z", tick=False)
    call_command("purge_sign_ins")
    assert AccessLog.objects.count() == 1

    time_machine.move_to("2026-10-31T13:00:00Z", tick=False)
    call_command("purge_sign_ins")

    assert not AccessLog.objects.exists()
    assert not AccessAttempt.objects.exists()


def test_sessions_that_are_over_are_forgotten(account, time_machine):
    from allauth.usersessions.models import UserSession

    time_machine.move_to("2026-10-01T12:00:00Z", tick=False)
    log_in(Client(), "ada", **HOME)
    call_command("purge_sign_ins")
    assert UserSession.objects.count() == 1
    time_machine.shift(timedelta(hours=13))

    call_command("purge_sign_ins")

    assert not UserSession.objects.exists()


def test_two_accounts_of_one_address_can_still_log_in(account):
    other = StaffFactory(username="other", email="ada@example.org")
    other.set_password("of the other one")
    other.save()

    assert log_in(Client(), "ada@example.org", "of the other one").status_code == 302
