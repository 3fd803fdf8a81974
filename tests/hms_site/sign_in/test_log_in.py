"""Logging in by name and password: what is open, what is closed, what the answer gives away."""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from tests.factories import StaffFactory

from .people import LOGIN, PASSWORD, log_in

PAGES = [
    "login/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-abc/",
    "signup/",
    "inactive/",
]


def test_admin_leads_to_the_page_and_back(client, account, settings):
    settings.SECOND_FACTOR = False
    response = client.get("/admin/inquiries/inquiry/", follow=True)
    assert response.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fadmin%2Finquiries%2Finquiry%2F"

    response = log_in(client, "ada", next_page="/admin/inquiries/inquiry/")

    assert response["Location"] == "/admin/inquiries/inquiry/"


@pytest.mark.parametrize("name", ["ada", "ADA", "ada@example.org", " ada@example.org "])
def test_username_and_address_are_both_taken(client, account, name):
    assert log_in(client, name).status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


def test_session_is_a_new_one_after_the_log_in(client, account):
    client.get(LOGIN)
    client.post(LOGIN, {"login": "ada", "password": "wrong"})
    session = client.session
    session["before"] = "kept"
    session.save()
    client.cookies["sessionid"] = session.session_key

    log_in(client, "ada")

    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


def test_session_lasts_for_a_working_day(client, account):
    log_in(client, "ada")

    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_session_ends_after_the_day_however_busy_it_was(client, account, time_machine):
    time_machine.move_to("2026-11-24T08:00:00Z", tick=False)
    log_in(client, "ada")
    for hours in (6, 5):
        time_machine.shift(hours * 60 * 60)
        session = client.session
        session["busy"] = hours
        session.save()
        assert client.get("/accounts/sessions/").status_code == 200

    time_machine.shift(2 * 60 * 60)
    session = client.session

    assert session.get_expiry_age() > 0
    assert client.get("/accounts/sessions/").status_code == 302
    assert client.get("/admin/")["Location"].startswith("/admin/login/")


def test_wrong_password_and_unknown_name_get_the_same_answer(client, account):
    def said(name):
        response = log_in(client, name, "wrong")
        return response.status_code, response.context["form"].non_field_errors()

    assert said("ada") == said("nobody") == said("ada@example.org") == said("x@example.org")


def test_nobody_can_sign_up(client, db):
    response = client.post("/accounts/signup/", {"username": "mallory", "password1": PASSWORD})

    assert "Accounts are made by administrators" in response.content.decode()


@pytest.mark.parametrize("address", ["//evil.example/", "https://evil.example/", "javascript:1"])
def test_log_in_leads_to_no_other_site(client, account, address):
    assert log_in(client, "ada", next_page=address)["Location"] == "/admin/"


@pytest.mark.parametrize("path", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/x/"])
def test_pages_that_staff_do_not_need_are_not_there(client, account, path):
    client.force_login(account)

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_pages_stay_private(client, db, page):
    response = client.get(f"/accounts/{page}")

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_link_to_log_out_changes_nothing(client, account):
    client.force_login(account)

    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.get("/admin/logout/").status_code == 200
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("path", ["/accounts/logout/", "/admin/logout/"])
def test_button_logs_out(client, account, path):
    client.force_login(account)

    assert client.post(path)["Location"] == LOGIN
    assert "_auth_user_id" not in client.session


def test_djangos_own_form_signs_nobody_in(client, account):
    """It would ask for no second factor."""
    answers = {"username": "ada", "password": PASSWORD}

    client.post("/admin/login/", answers)
    assert "_auth_user_id" not in client.session

    client.force_login(StaffFactory(username="other"))
    client.post("/admin/login/", answers)
    assert client.session["_auth_user_id"] != str(account.pk)


def test_account_that_is_switched_off_stays_out(client, account):
    account.is_active = False
    account.save()

    assert log_in(client, "ada").status_code in (200, 302)
    assert "_auth_user_id" not in client.session


def test_password_change_ends_the_other_sessions(account):
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        log_in(browser, "ada")
    new = {
        "oldpassword": PASSWORD,
        "password1": "another long one",
        "password2": "another long one",
    }

    here.post("/accounts/password/change/", new)

    assert here.get("/accounts/sessions/").status_code == 200
    assert elsewhere.get("/accounts/sessions/").status_code == 302


def test_sessions_elsewhere_are_ended_by_a_button(account):
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        log_in(browser, "ada")
    page = here.get("/accounts/sessions/")
    assert page.context["session_count"] == 2

    here.post("/accounts/sessions/")

    assert here.get("/accounts/sessions/").context["session_count"] == 1
    assert elsewhere.get("/accounts/sessions/").status_code == 302


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko Firefox/143.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/18 Safari/604", "Safari on iPhone"),
        ("curl/8", "curl/8"),
        ("", "A browser without a name"),
    ],
)
def test_browser_of_a_session_is_said_in_words(account, user_agent, words):
    client = Client(HTTP_USER_AGENT=user_agent)
    log_in(client, "ada")

    assert words in client.get("/accounts/sessions/").content.decode()


def test_admins_password_page_leads_to_ours(client, account, settings):
    settings.SECOND_FACTOR = False
    client.force_login(account)

    assert client.get("/admin/password_change/")["Location"] == "/accounts/password/change/"


def ask_for_a_new_password(client, email):
    return client.post("/accounts/password/reset/", {"email": email})


def test_new_password_is_set_by_a_link_in_a_mail(client, account, sends_at_once):
    ask_for_a_new_password(client, "Ada@example.org")
    [sent] = mail.outbox
    [link] = [line for line in sent.body.splitlines() if "/password/reset/key/" in line]
    form = client.get(link.removeprefix("http://testserver"))["Location"]
    new = "a quite different one"

    response = client.post(form, {"password1": new, "password2": new}, follow=True)

    assert "The new password is set" in response.content.decode()
    assert "_auth_user_id" not in client.session
    assert log_in(client, "ada", new).status_code == 302


def test_answer_is_the_same_for_an_address_that_has_no_account(client, account, sends_at_once):
    known = ask_for_a_new_password(client, "ada@example.org")
    unknown = ask_for_a_new_password(client, "nobody@example.org")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [sent.to for sent in mail.outbox] == [["ada@example.org"]]


def test_mail_server_that_is_away_gives_nothing_away(
    client, account, settings, sends_at_once, caplog
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    assert ask_for_a_new_password(client, "ada@example.org").status_code == 302
    assert "A mail about a staff account did not go out" in caplog.text
    assert "ada@" not in caplog.text
