"""What staff see and do for people's privacy: consents, changes, what is kept, what is erased."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from ..erasure import Held, erase
from ..models import Inquiry
from ..retention import SOON, Reason, due, kept_until

MOST_LISTED = 200


class ErasableMixin(admin.ModelAdmin):
    """Inquiries are erased, which keeps the count true; never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_erase_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("inquiries.erase_inquiry")

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Any, name: str) -> Any:
            guarded = self.admin_site.admin_view(view)
            return path(route, guarded, name=f"inquiries_inquiry_{name}")

        return [
            page("will-be-erased/", self.will_be_erased, "will_be_erased"),
            page("<int:pk>/erase/", self.erase_view, "erase"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"may_erase": self.has_erase_permission(request), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    @admin.display(description="kept until")
    def kept_until(self, inquiry: Inquiry) -> str:
        until = timezone.localtime(inquiry.erased_at or kept_until(inquiry))
        day = date_format(until, "F j, Y")
        return f"Erased on {day}" if inquiry.erased_at else day

    def erase_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_erase_permission(request):
            raise PermissionDenied
        return confirm_erasing(request, self, get_object_or_404(Inquiry, pk=pk))

    def will_be_erased(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return list_what_will_be_erased(request, self)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_erasing(request: HttpRequest, desk: ErasableMixin, inquiry: Inquiry) -> HttpResponse:
    page = reverse("admin:inquiries_inquiry_change", args=[inquiry.pk])
    if request.method == "POST":
        try:
            erase(inquiry, by=cast(User, request.user))
        except Held:
            desk.message_user(request, "A legal hold keeps this inquiry.", messages.ERROR)
        else:
            desk.message_user(request, f"{inquiry.reference} is erased.")
        return HttpResponseRedirect(page)
    context = {
        **desk.admin_site.each_context(request),
        "title": f"Erase {inquiry.reference}",
        "inquiry": inquiry,
        "opts": desk.opts,
    }
    return render(request, "admin/inquiries/inquiry/erase.html", context)


@require_safe
def list_what_will_be_erased(request: HttpRequest, desk: ErasableMixin) -> HttpResponse:
    now = timezone.now()
    coming = due(now + SOON).order_by("created_at", "pk")
    context = {
        **desk.admin_site.each_context(request),
        "title": "What will be erased",
        "opts": desk.opts,
        "coming": [
            {"inquiry": row, "when": kept_until(row), "why": Reason(row.reason).label}
            for row in coming[:MOST_LISTED]
        ],
        "number": coming.count(),
        "now": now,
    }
    return render(request, "admin/inquiries/inquiry/will_be_erased.html", context)
