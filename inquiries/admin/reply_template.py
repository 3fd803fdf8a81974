"""Templates of replies: written once, checked while they are written, seen before they are used."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from hms_site.history import HistoryAdmin

from ..models import ReplyTemplate
from ..reply_fields import FIELDS, LINKS
from ..reply_mail import example_letter
from .mails import shown
from .own_styles import allowing_its_styles


def checked_live(widget: type[forms.Widget], name: str) -> forms.Widget:
    """reply_template.js reads which fields there are."""
    return widget(attrs={"class": name, "data-fields": " ".join([*FIELDS, *LINKS]), "rows": 18})


class TemplateForm(forms.ModelForm):
    class Meta:
        model = ReplyTemplate
        fields = ["name", "program", "subject", "body", "position", "is_active"]
        widgets = {
            "subject": checked_live(forms.TextInput, "vTextField"),
            "body": checked_live(forms.Textarea, "vLargeTextField"),
        }


class Words(forms.ModelForm):
    """What the preview looks at: a name may be missing yet, or taken."""

    class Meta:
        model = ReplyTemplate
        fields = ["subject", "body"]


@admin.register(ReplyTemplate)
class ReplyTemplateAdmin(HistoryAdmin):
    form = TemplateForm
    list_display = ["name", "for_whom", "subject", "position", "is_active"]
    list_filter = ["is_active", ("program", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["program"]
    search_fields = ["name", "subject", "body"]
    fields = ["name", "program", "subject", "body", "fields_to_use", "position", "is_active"]
    readonly_fields = ["fields_to_use"]

    class Media:
        js = [forms.Script("js/reply_template.js", type="module")]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_view)
        ours = path("preview/", view, name="inquiries_replytemplate_preview")
        return [ours, *super().get_urls()]

    @admin.display(description="for", ordering="program__official_name")
    def for_whom(self, template: ReplyTemplate) -> str:
        return str(template.program or "All programs")

    @admin.display(description="fields to use")
    def fields_to_use(self, template: ReplyTemplate) -> SafeString:
        meanings = {name: field.meaning for name, field in FIELDS.items()}
        meanings |= {
            name: f"A link that reads “{link.words}”, the person’s own"
            for name, link in LINKS.items()
        }
        rows = format_html_join(
            "", "<tr><th><code>{{{{ {} }}}}</code></th><td>{}</td></tr>", meanings.items()
        )
        return format_html(
            '<table class="reply__fields">{}</table><p class="help">A field that is empty for an '
            "inquiry stops the reply, unless the text has other words for it: "
            '<code>{{{{ first_name|or:"applicant" }}}}</code>.</p>',
            rows,
        )

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The program is chosen here; programs are made elsewhere."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "program":
            field.empty_label = "All programs"
            for link in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{link}_related", False)
        return field

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        return preview(request, self.admin_site)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """The words as they stand in the form, saved or not, in a mail to an example of a person."""
    if request.method != "POST":
        return redirect("admin:inquiries_replytemplate_changelist")
    form = Words(request.POST)
    context = {**site.each_context(request), "title": "Preview of a template", "form": form}
    page = "admin/inquiries/replytemplate/preview.html"
    if not form.is_valid():
        return render(request, page, context, status=422)
    said = form.cleaned_data
    mail = shown(example_letter(said["subject"], said["body"]))
    return allowing_its_styles(render(request, page, {**context, "mail": mail}), mail["html"])
