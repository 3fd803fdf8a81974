"""A staff session ends SESSION_COOKIE_AGE after the log-in, whatever was done in it meanwhile.

Django counts from the session's last change, and each save in the admin leaves its message there.
"""

import time
from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]
FOR_STAFF = ("/admin/", "/accounts/", "/styleguide/")  # elsewhere nobody asks who it is


def ends(get_response: Next) -> Next:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(FOR_STAFF) and is_over(request):
            logout(request)
        return get_response(request)

    return middleware


def is_over(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    began = min((record["at"] for record in records), default=time.time())
    return bool(time.time() - began > settings.SESSION_COOKIE_AGE)
