"""A colleague has lost the phone: an administrator takes the second factor away."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from .second_factor import reset

MAIL = "account/email/second_factor_reset"


class ResetMixin(UserAdmin):
    """For the admin of accounts: the page behind the button "Reset second factor"."""

    change_form_template = "admin/auth/user/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.reset_second_factor)
        return [
            path("<int:pk>/second-factor/", view, name="auth_user_second_factor"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def reset_second_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        account = get_object_or_404(User, pk=pk)
        # one's own is changed at /accounts/2fa/
        if not self.has_change_permission(request, account) or account == request.user:
            raise PermissionDenied
        return self.reset_page(request, account)

    @method_decorator(reauthentication_required(app="allauth.mfa"))
    def reset_page(self, request: HttpRequest, account: User) -> HttpResponse:
        if request.method == "POST":
            reset(account)
            self.log_change(request, account, "Reset the second factor.")
            tell(request, account)
            return redirect("admin:auth_user_change", account.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Reset the second factor of {account}",
            "account": account,
            "has_one": Authenticator.objects.filter(user=account).exists(),
        }
        return render(request, "admin/auth/user/second_factor.html", context)


def tell(request: HttpRequest, account: User) -> None:
    if not account.email:
        messages.warning(request, "Done. The account has no e-mail address: tell them yourself.")
        return
    by: Any = request.user
    context = {"username": account.get_username(), "by": by.get_full_name() or by.get_username()}
    try:
        get_adapter().mail(MAIL, account.email, context).send()
    except OSError:  # what smtplib raises is one, too
        messages.warning(request, "Done, but the mail did not go out: tell them yourself.")
    else:
        messages.success(request, "Done, and a mail tells them to set up a new one.")
