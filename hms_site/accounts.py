"""Staff accounts, so that whoever may manage them cannot raise anybody above themselves."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from .sign_in import admin as sign_ins  # noqa: F401 - registers what is seen of signing in
from .sign_in.reset import ResetMixin

admin.site.unregister(User)


@admin.register(User)
class StaffAccountAdmin(ResetMixin):
    """Administrators make accounts and choose groups; only superusers touch superusers."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        readonly = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return readonly
        return [*readonly, "is_superuser", "user_permissions"]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        gone = "is_active" in form.changed_data and not obj.is_active
        if change and gone and request.user.has_perm("inquiries.change_inquiry"):
            page = reverse("admin:inquiries_absence_hand_on", args=[obj.pk])
            what = 'New inquiries pass {} over. <a href="{}">Hand on what they own</a>'
            messages.warning(request, format_html(what, obj, page))

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and may_touch(request, obj)


def may_touch(request: HttpRequest, account: User | None) -> bool:
    return account is None or not account.is_superuser or bool(request.user.is_superuser)
