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

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        response: HttpResponse = super().history_form_view(request, *args, **kwargs)
        return response
