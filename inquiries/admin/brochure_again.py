"""The brochure once more, by a button on the page of an inquiry."""

import uuid
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from ..models import Inquiry
from ..replies import NotSent, obstacle_to
from ..sending_again import reason_against, send_brochure


class BrochureAgainMixin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.brochure_again_view))
        name = "inquiries_inquiry_brochure_again"
        return [path("<int:pk>/brochure-again/", view, name=name), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        inquiry = kwargs.get("obj")
        if not inquiry or not self.has_change_permission(request, inquiry):
            return super().render_change_form(request, context, *args, **kwargs)
        if not obstacle_to(now := context["inquiry"]):
            context["brochure_again"] = {
                "token": uuid.uuid4().hex,
                "reason_against": reason_against(now),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def brochure_again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        inquiry = get_object_or_404(Inquiry, pk=pk)
        if not self.has_change_permission(request, inquiry):
            raise PermissionDenied
        token = request.POST.get("token", "")[:32]
        try:
            is_new = send_brochure(inquiry, by=cast(User, request.user), token=token)
        except NotSent as refusal:
            self.message_user(request, f"Nothing was sent. {refusal}", messages.ERROR)
        else:
            if is_new:
                self.log_change(request, inquiry, "Sent the brochure again.")
            self.message_user(request, "The brochure goes out once more, within seconds.")
        return redirect("admin:inquiries_inquiry_change", pk)
