"""allauth's pages of the second factor, under its own names, each view imported when first asked.

Passkeys bring 14 MB, which the worker and the commands never need; web processes read them before
they fork (`hms_site/web.py`). A test compares this list with allauth's.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.module_loading import import_string


def view(where: str) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = import_string(f"allauth.mfa.{where}")(request, *args, **kwargs)
        return response

    return answer


# the address, and the view within allauth.mfa, whose name is that of the address too
PAGES = [
    ("", "base.views.index"),
    ("authenticate/", "base.views.authenticate"),
    ("reauthenticate/", "base.views.reauthenticate"),
    ("totp/activate/", "totp.views.activate_totp"),
    ("totp/deactivate/", "totp.views.deactivate_totp"),
    ("recovery-codes/", "recovery_codes.views.view_recovery_codes"),
    ("recovery-codes/generate/", "recovery_codes.views.generate_recovery_codes"),
    ("recovery-codes/download/", "recovery_codes.views.download_recovery_codes"),
    ("webauthn/", "webauthn.views.list_webauthn"),
    ("webauthn/add/", "webauthn.views.add_webauthn"),
    ("webauthn/reauthenticate/", "webauthn.views.reauthenticate_webauthn"),
    ("webauthn/keys/<int:pk>/remove/", "webauthn.views.remove_webauthn"),
    ("webauthn/keys/<int:pk>/edit/", "webauthn.views.edit_webauthn"),
    ("webauthn/login/", "webauthn.views.login_webauthn"),
]
urlpatterns = [
    path(address, view(where), name=f"mfa_{where.rpartition('.')[2]}") for address, where in PAGES
]
