"""What is particular to this site in allauth: closed, and careful with secrets and addresses."""

import logging
import secrets
import time
from base64 import b32encode, urlsafe_b64encode
from threading import Thread
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from content.client_address import counted_address

logger = logging.getLogger(__name__)
NOT_RIGHT = "This name and password do not belong together. Please check both."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NOT_RIGHT,
        "username_password_mismatch": NOT_RIGHT,
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": "Too many wrong codes. Wait five minutes, then try again.",
        "rate_limited": "Too many tries. Wait a few minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return counted_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """axes counts wrong passwords, by name and address: by name alone, as allauth does,
        anybody could lock out a colleague from far away."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A password that was entered to sign in just now need not be entered again."""
        request = context.request
        records = get_authentication_records(request, request.user)
        last = max((record["at"] for record in records), default=0)
        return bool(time.time() - last > app_settings.REAUTHENTICATION_TIMEOUT)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Beside the answer: how long a mail server takes would tell that there is such an account,
        and so would an error page when it is away."""
        Thread(target=send, args=[self.mail(template_prefix, email, context)]).start()

    def mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> EmailMessage:
        site = {"email": email, "site_url": settings.SITE_URL}
        mail: EmailMessage = self.render_mail(template_prefix, email, {**site, **context})
        return mail


def send(mail: EmailMessage) -> None:
    try:
        mail.send()
    except OSError as error:  # what smtplib raises is one, too
        logger.warning("A mail about a staff account did not go out: %s", type(error).__name__)


class MfaAdapter(DefaultMFAAdapter):
    """Keeps the secrets of apps and recovery codes encrypted, by a key made from SECRET_KEY."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right, or has been used. Wait for the next one.",
    }

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.warning("SECRET_KEY has changed: a second factor must be set up again.")
            return b32encode(secrets.token_bytes(20)).decode()  # no code ever fits

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {number + 1}" if number else "Passkey"

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()


def cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(made_from(key))) for key in keys])


def made_from(key: str | bytes) -> bytes:
    return salted_hmac("hms_site.second_factor", "", secret=key, algorithm="sha256").digest()
