"""One click on the page of an inquiry: let it go out, or send again what failed."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from ..actions import confirm
from ..models import Delivery, Inquiry


class ReleaseMixin(admin.ModelAdmin):
    """For InquiryAdmin: the button Release, the action of that name, and the button Send again."""

    def get_urls(self) -> list[URLPattern]:
        def posted(view: Any, name: str) -> Any:
            guarded = self.admin_site.admin_view(require_POST(view))
            return path(f"<int:pk>/{name}/", guarded, name=f"inquiries_inquiry_{name}")

        ours = [posted(self.release_view, "release"), posted(self.retry_view, "retry")]
        return [*ours, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        inquiry = kwargs.get("obj")
        if inquiry and self.has_change_permission(request, inquiry):
            now = context["inquiry"]
            context |= {
                "is_held_back": now.is_held_back,
                "dead": [mail for mail in now.deliveries.all() if mail.state == mail.State.DEAD],
            }
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(description="Release: send the brochure", permissions=["change"])
    def release(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
        by = cast(User, request.user)
        released = [inquiry for inquiry in inquiries if confirm(inquiry, by=by)]
        for inquiry in released:
            self.log_change(request, inquiry, "Released.")
        if released:
            self.message_user(request, f"{len(released)} released: the brochure is on its way.")
        else:
            self.message_user(request, "None of these was held back.", messages.WARNING)

    def release_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        inquiry = self.changeable(request, pk)
        self.release(request, Inquiry.objects.filter(pk=inquiry.pk))
        return redirect("admin:inquiries_inquiry_change", pk)

    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        inquiry = self.changeable(request, pk)
        number = Delivery.objects.filter(inquiry=inquiry).retry()
        self.message_user(request, f"{number} will be tried again within seconds.")
        return redirect("admin:inquiries_inquiry_change", pk)

    def changeable(self, request: HttpRequest, pk: int) -> Inquiry:
        inquiry = get_object_or_404(Inquiry, pk=pk)
        if not self.has_change_permission(request, inquiry):
            raise PermissionDenied
        return inquiry
