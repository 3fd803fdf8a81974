"""What administrators see of signing in: who was kept out, who came in. Nothing is changed by hand.

allauth's own pages are taken away: a factor or a session made there would bypass every rule.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from .throttle import let_in_again

for model in (EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)


class OfAccounts(admin.ModelAdmin):
    """To be read by whoever manages accounts."""

    change_list_template = "admin/list_with_purpose.html"
    title: str
    purpose: str

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        said = {"title": self.title, "purpose": self.purpose}
        return super().changelist_view(request, {**said, **(extra_context or {})})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("auth.change_user")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(AccessAttempt)
class FailedSignInAdmin(OfAccounts):
    title = "Failed sign-ins"
    purpose = (
        "Wrong passwords of the last 15 minutes, by name and address. After five there is a pause; "
        "whoever you know to be a colleague, tick and let in again. Names that no account has are "
        "mostly robots: nothing need be done."
    )
    list_display = ["username", "ip_address", "attempt_time", "failures_since_start", "is_paused"]
    search_fields = ["username", "ip_address"]
    search_help_text = "Username or address"
    fields = ["username", "ip_address", "user_agent", "attempt_time", "failures_since_start"]
    actions = ["let_in"]

    def get_list_display_links(self, request: HttpRequest, list_display: Any) -> Any:
        return None

    @admin.display(description="paused")
    def is_paused(self, attempt: AccessAttempt) -> str:
        is_paused = attempt.failures_since_start >= settings.AXES_FAILURE_LIMIT
        return "Paused" if is_paused else "Not yet"

    @admin.action(description="Let in again", permissions=["view"])
    def let_in(self, request: HttpRequest, attempts: QuerySet[AccessAttempt]) -> None:
        for attempt in attempts:
            self.log_change(request, attempt, "Let in again.")
            let_in_again(attempt)
        self.message_user(request, "Done: they can try again at once.")


@admin.register(AccessLog)
class SignInAdmin(OfAccounts):
    title = "Sign-ins"
    purpose = "Who signed in, when and from where, of the last 30 days. Older ones are forgotten."
    list_display = ["username", "attempt_time", "logout_time", "ip_address"]
    list_filter = ["attempt_time"]
    search_fields = ["username", "ip_address"]
    search_help_text = "Username or address"
    date_hierarchy = "attempt_time"
    fields = ["username", "attempt_time", "logout_time", "ip_address", "user_agent"]
