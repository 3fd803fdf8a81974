"""Views that staff save: their own to change, shared ones to use."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..models import SavedView
from ..worklist.facets import FACETS, said
from .facet_filters import asker_of

LIST = "admin:inquiries_inquiry_changelist"


class SavedViewForm(forms.ModelForm):
    maker: Any  # set by the admin for each form

    class Meta:
        model = SavedView
        fields = ["name", "is_shared", "query"]
        widgets = {"query": forms.HiddenInput}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = SavedView.objects.filter(maker=self.maker, name=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                "You have a view of this name already: choose another.", code="taken"
            )
        return name

    def clean_query(self) -> str:
        """The filters alone: no search, no page, and nothing else that an address may hold."""
        sent = QueryDict(self.cleaned_data["query"])
        kept = QueryDict(mutable=True)
        for name in sorted(facet.name for facet in FACETS):
            if values := sent.getlist(name):
                kept.setlist(name, values)
        if not kept:
            raise forms.ValidationError("Choose a filter in the list first.", code="empty")
        return kept.urlencode()


@admin.register(SavedView)
class SavedViewAdmin(admin.ModelAdmin):
    form = SavedViewForm
    list_display_links = ["name"]
    list_select_related = ["maker"]
    actions = None
    view_on_site = False

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        @admin.display(description="filters")
        def filters(view: SavedView) -> str:
            parts = said(QueryDict(view.query), asker_of(request))
            return "; ".join(f"{title}: {chosen}" for title, chosen in parts)

        return ["name", filters, "is_shared", "maker", "opens"]

    @admin.display(description="inquiries")
    def opens(self, view: SavedView) -> SafeString:
        return format_html('<a href="{}?{}">Open the list</a>', reverse(LIST), view.query)

    def get_queryset(self, request: HttpRequest) -> Any:
        views: Any = super().get_queryset(request)
        return views if self.keeps_all(request) else views.offered_to(request.user)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.maker = obj.maker if obj else request.user
        return form

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Sharing is for who works at the desk, not for who only looks."""
        shares = request.user.has_perm("inquiries.change_inquiry")
        return ["name", *(["is_shared"] if shares else []), "query"]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        view = kwargs.get("obj")
        query = view.query if view else request.POST.get("query") or request.GET.get("query", "")
        context |= {
            "said": said(QueryDict(query), asker_of(request)),
            "title": context["title"] if view else "Save this view",
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: SavedView, form: Any, change: bool) -> None:
        if not change:
            obj.maker = request.user  # type: ignore[assignment]  # signed in: the admin saw to it
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: SavedView, post_url_continue: str | None = None
    ) -> HttpResponse:
        self.message_user(request, f"“{obj.name}” stands above the list now.")
        return HttpResponseRedirect(f"{reverse(LIST)}?{obj.query}")

    # what an account may see of inquiries decides; shared views are changed by their makers

    def keeps_all(self, request: HttpRequest) -> bool:
        return request.user.has_perm("inquiries.change_savedview")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("inquiries.view_inquiry")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_theirs = obj is None or obj.maker_id == request.user.pk or self.keeps_all(request)
        return is_theirs and self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)
