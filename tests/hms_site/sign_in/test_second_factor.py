"""The second factor: required of every staff session, set up on the first day, never a dead end."""

import subprocess
import sys
import threading

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as site_settings
from django.core import mail
from django.core.cache import caches
from django.test import Client

from .people import (
    CODE,
    PASSWORD,
    SET_UP,
    code_of,
    log_in,
    set_up_an_app,
    with_an_app,
)

INDEX, CODES = "/accounts/2fa/", "/accounts/2fa/recovery-codes/"


def codes_shown(client):
    return client.get(CODES).context["unused_codes"]


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/inquiries/inquiry/?q=ada", "/admin/jsi18n/", "/styleguide/"]
)
def test_password_alone_reaches_no_staff_page(client, account, path):
    log_in(client, "ada")

    response = client.get(path)

    assert (response.status_code, response["Location"]) == (302, INDEX)
    assert client.post(path).status_code == 302


def test_first_log_in_ends_at_the_wanted_page(client, account):
    log_in(client, "ada")
    client.get("/admin/inquiries/inquiry/")

    set_up_an_app(client)

    page = client.get(CODES).content.decode()
    assert 'href="/admin/inquiries/inquiry/"' in page
    assert client.get("/admin/inquiries/inquiry/").status_code == 200


def test_recovery_codes_are_shown_once_and_can_be_saved(client, account):
    log_in(client, "ada")
    set_up_an_app(client)

    first, second = client.get(CODES), client.get(CODES)

    codes = first.context["unused_codes"]
    assert len(codes) == 10
    assert f"%0A{codes[0]}%0A{codes[1]}" in first.content.decode()
    assert codes[0] not in second.content.decode()
    assert client.get(f"{CODES}download/").status_code == 403


def test_second_log_in_asks_for_the_code(account):
    _, secret = with_an_app(account)
    client = Client()

    assert log_in(client, "ada")["Location"] == CODE
    assert client.get("/admin/").status_code == 302
    client.post(CODE, {"code": code_of(secret, steps=1)})

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("code", ["000000", "", "12345", "abcdef", "0" * 5_000])
def test_wrong_code_lets_nobody_in(account, code):
    with_an_app(account)
    client = Client()
    log_in(client, "ada")

    assert client.post(CODE, {"code": code}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_code_counts_once(account):
    _, secret = with_an_app(account)
    code = code_of(secret, steps=1)
    first, second = Client(), Client()
    log_in(first, "ada")
    log_in(second, "ada")

    first.post(CODE, {"code": code})
    second.post(CODE, {"code": code})

    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session


def test_guesses_of_the_code_are_few(account):
    _, secret = with_an_app(account)
    client = Client()
    log_in(client, "ada")
    for number in range(5):
        client.post(CODE, {"code": f"00000{number}"})

    response = client.post(CODE, {"code": code_of(secret, steps=1)})

    assert "Too many wrong codes" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_recovery_code_lets_in_once(account):
    client, _ = with_an_app(account)
    code = codes_shown(client)[0]
    first, second = Client(), Client()
    for browser in (first, second):
        log_in(browser, "ada")
        browser.post(CODE, {"code": code})

    assert first.get("/admin/").status_code == 200
    assert "_auth_user_id" not in second.session


def test_session_that_waited_is_none_the_further(account):
    """Somebody has the password, and is signed in when the colleague sets up the app."""
    waiting = Client()
    log_in(waiting, "ada")

    with_an_app(account)

    assert waiting.get("/admin/").status_code == 302
    assert waiting.get(INDEX).status_code == 302
    assert "_auth_user_id" not in waiting.session


def test_session_from_before_shows_the_factor_there_is(account, settings):
    """Signed in while none was required, such as before an upgrade."""
    _, secret = with_an_app(account)
    client = Client()
    client.force_login(account)

    response = client.get("/admin/inquiries/inquiry/")
    assert response["Location"].startswith("/accounts/2fa/reauthenticate/?next=")
    assert client.get("/accounts/2fa/totp/deactivate/").status_code == 302
    answer = client.post(response["Location"], {"code": code_of(secret, steps=1)})

    assert answer["Location"] == "/admin/inquiries/inquiry/"
    assert client.get("/admin/inquiries/inquiry/").status_code == 200


def test_who_removes_the_last_one_sets_up_another(account):
    client, _ = with_an_app(account)

    client.post("/accounts/2fa/totp/deactivate/")

    assert client.get("/admin/")["Location"] == INDEX
    assert not Authenticator.objects.exists()
    set_up_an_app(client)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("page", ["totp/deactivate/", "recovery-codes/generate/", "webauthn/add/"])
def test_password_is_asked_again_before_factors_change(account, time_machine, page):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)
    client, _ = with_an_app(account)
    assert client.get(f"{INDEX}{page}").status_code == 200
    time_machine.move_to("2026-11-24T12:06:00Z", tick=False)

    response = client.get(f"{INDEX}{page}")

    assert response["Location"].startswith("/accounts/reauthenticate/")
    client.post(response["Location"], {"password": PASSWORD})
    assert client.get(f"{INDEX}{page}").status_code == 200


def test_change_is_told_by_mail(account, sends_at_once):
    with_an_app(account)

    assert [sent.to for sent in mail.outbox] == [["ada@example.org"]]
    assert "was changed" in mail.outbox[0].body


def test_secrets_are_encrypted_in_the_database(account):
    client, secret = with_an_app(account)
    codes = codes_shown(client)

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored
    assert not any(code in stored for code in codes)


def test_changed_secret_key_opens_nothing_and_breaks_nothing(account, settings, caplog):
    _, secret = with_an_app(account)
    settings.SECRET_KEY = "another one"
    client = Client()
    log_in(client, "ada")

    response = client.post(CODE, {"code": code_of(secret, steps=1)})

    assert response.status_code == 200
    assert "must be set up again" in caplog.text


def test_earlier_secret_key_still_reads_the_secrets(account, settings):
    _, secret = with_an_app(account)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    client = Client()
    log_in(client, "ada")

    client.post(CODE, {"code": code_of(secret, steps=1)})

    assert "_auth_user_id" in client.session


def test_second_factor_is_optional_where_the_setting_says_so(client, account, settings):
    settings.SECOND_FACTOR = False
    log_in(client, "ada")

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("debug", "required"), [("true", "False"), ("false", "True")])
def test_second_factor_is_required_where_debug_is_off(debug, required):
    environment = {"DEBUG": debug, "SECRET_KEY": "x", "SITE_URL": "https://a.example"}
    environment |= {"ALLOWED_HOSTS": "a.example"}
    code = "from hms_site import settings; print(settings.SECOND_FACTOR)"

    asked = subprocess.run(
        [sys.executable, "-c", code],
        cwd=site_settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert asked.stdout.strip() == required


@pytest.mark.django_db(transaction=True)
def test_used_code_is_known_in_every_process():
    """Each thread has a cache object and a connection of its own, as a process has."""
    won = []

    def mark():
        if caches["default"].add("used", "y", timeout=30):
            won.append(1)
        from django.db import connection

        connection.close()

    threads = [threading.Thread(target=mark) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert won == [1]


def test_cache_table_shows_no_address(client, account):
    from django.db import connection

    log_in(client, "ada", "wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = str(cursor.fetchall())

    assert "127.0.0.1" not in keys
    assert "ada" not in keys


def test_set_up_page_needs_no_script(client, account):
    log_in(client, "ada")

    page = client.get(SET_UP).content.decode()

    assert 'src="data:image/svg+xml;base64,' in page
    assert " style=" not in page
    assert PASSWORD not in page
