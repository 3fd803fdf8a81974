"""Who changed what, in the admin: to be read, never written back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin


class HistoryAdmin(SimpleHistoryAdmin):
    """Refuses to restore an old version by its form.

    That form asks for no more than the permission to view, brings back one row without those that
    belong to it, and runs none of the checks of the change form. The setting
    SIMPLE_HISTORY_REVERT_DISABLED only hides its button.
    """

    object_history_form_template = "admin/old_version.html"

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        response: HttpResponse = super().history_form_view(request, *args, **kwargs)
        return response

    def render_history_view(
        self, request: HttpRequest, template: str, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        """An old version to be read and copied: its fields take nothing, and need no scripts."""
        if template == self.object_history_form_template:
            for field in context["adminform"].form.fields.values():
                field.disabled = True
            context["media"] = ""
        response: HttpResponse = super().render_history_view(request, template, context, **kwargs)
        return response
