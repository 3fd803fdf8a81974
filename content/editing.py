"""What the admin of all content has: the editor's scripts, a preview link, its standing."""

import logging
from datetime import timedelta
from typing import Any

from csp.constants import NONCE
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from js_asset.media import Media

from hms_site.history import HistoryAdmin
from hms_site.publishing import Publishable

from . import preview
from .images import NotStored

log = logging.getLogger(__name__)

# The styles that the two editors add to their pages, by what they hold; tests watch the console.
PROSE_EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
CONTENT_EDITOR_STYLE = "'sha256-N1v+9oYdxeZd/nv2iKYNMLWqP5BlGZff7wM0R1mK4ws='"
EDITOR_CSP = {
    "script-src": [NONCE],
    "style-src": [PROSE_EDITOR_STYLE, CONTENT_EDITOR_STYLE],
}


# between the opening of a new form, whose date is of that moment, and its first saving
LONGEST_WRITING = timedelta(days=1)
DATED_NOW = (
    "“%s” is dated now: nobody had chosen a date for it, and the one of its first draft has passed."
)


@method_decorator(csp_update(EDITOR_CSP), name="changeform_view")
class EditorAdmin(HistoryAdmin):
    """For forms with rich text: its import map is an inline script, and carries the nonce."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without a place for the picture nothing is stored; the browser has what was typed."""
        try:
            response: HttpResponse = super().changeform_view(request, *args, **kwargs)
        except NotStored:
            log.exception("A picture could not be stored.")
            context = {**self.admin_site.each_context(request), "title": "The picture has no place"}
            return TemplateResponse(request, "admin/not_stored.html", context, status=503)
        return response

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        media = Media.from_media(response.context_data["media"])  # type: ignore[attr-defined]
        response.context_data["media"] = media.with_nonce(  # type: ignore[attr-defined]
            str(request.csp_nonce)  # type: ignore[attr-defined]
        )
        return response


class OneRowAdmin(EditorAdmin):
    """For a table of one row: it can be changed, never doubled or deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # load_content made the one row; asking would cost every admin page a query

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class StandingFilter(admin.SimpleListFilter):
    """Lists by what the public sees: drafts, scheduled, public, ended."""

    title = "what the public sees"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(word.lower(), word) for word in ("Public", "Scheduled", "Draft", "Ended")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.standing(self.value()) if self.value() else queryset


class PublishableAdmin(EditorAdmin):
    """For what is drafted, previewed, scheduled and taken down."""

    WHEN = ("When it is public", {"fields": ["state", ("publish_at", "unpublish_at"), "preview"]})
    # for what has no page of its own, and so nothing to look at beforehand
    WHEN_WITHOUT_PAGE = ("When it is public", {"fields": ["state", ("publish_at", "unpublish_at")]})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "preview"]

    @admin.display(description="is now")
    def now(self, row: Publishable) -> str:
        return row.standing()

    @admin.display(description="preview link")
    def preview(self, row: Publishable) -> str:
        if row.pk is None:
            return "Save it once; the link to look at it stands here then."
        return format_html(
            '<a href="{}">Look at it as it will be</a>. Whoever has this link can open it for '
            "{} days, without an account, and it cannot be taken back. Save first: the link shows "
            "what is saved.",
            preview.link(row),
            preview.VALID_FOR.days,
        )

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """A draft that becomes public for the first time is new today, not on the day it was begun.

        A date that somebody chose stays, and so does that of what was public before.
        """
        now = timezone.now()
        appears = change and "state" in form.changed_data and obj.is_published(now)
        if appears and keeps_first_date(obj):
            obj.publish_at = now
            self.message_user(request, DATED_NOW % obj, messages.INFO)
        super().save_model(request, obj, form, change)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """None for what is not public, or has no page of its own: it would not be found."""
        has_page = self.view_on_site and obj and obj.is_published()
        return obj.get_absolute_url() if has_page else None


def keeps_first_date(row: Any) -> bool:
    """Whether it was never published, and has the date that the form of a new draft proposes."""
    versions = row.history.order_by("history_date", "history_id")
    dates = list(versions.values_list("history_date", "publish_at"))
    if not dates or versions.filter(state=Publishable.State.PUBLISHED).exists():
        return False
    begun, first = dates[0]
    seconds = {date.replace(microsecond=0) for _, date in dates}  # forms know no smaller ones
    is_kept = seconds == {row.publish_at.replace(microsecond=0)}
    return is_kept and timedelta(0) <= begun - first < LONGEST_WRITING
