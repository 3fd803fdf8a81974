"""What members of staff do to sign in."""

import time

from allauth.mfa.totp.internal import auth
from django.test import Client

PASSWORD = "correct horse battery staple"
LOGIN, CODE = "/accounts/login/", "/accounts/2fa/authenticate/"
SET_UP = "/accounts/2fa/totp/activate/"


def log_in(client, name, password=PASSWORD, next_page="", **extra):
    answers = {"login": name, "password": password, "next": next_page}
    return client.post(LOGIN, answers, **extra)


def counter_now():
    return int(time.time()) // 30


def code_of(secret, steps=0):
    """What the app shows now; `steps` half minutes later."""
    return auth.format_hotp_value(auth.hotp_value(secret, counter_now() + steps))


def set_up_an_app(client):
    """Its secret."""
    secret = client.get(SET_UP).context["form"].secret
    response = client.post(SET_UP, {"code": code_of(secret)})
    assert response.status_code == 302, response.context["form"].errors
    return secret


def with_an_app(account):
    """A new account of this name as on its first day: its browser, and the secret of its app."""
    client = Client()
    log_in(client, account.username)
    return client, set_up_an_app(client)
