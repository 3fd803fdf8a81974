"""Moving a page, with all pages below it, to another place of the tree."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from tree_queries.forms import TreeNodeChoiceField

from ..models import Page

STEP = 10


class MoveForm(forms.Form):
    PLACES = [
        ("before", "Before"),
        ("after", "After"),
        ("first", "Below, as the first"),
        ("last", "Below, as the last"),
    ]
    place = forms.ChoiceField(choices=PLACES, initial="after")
    target = TreeNodeChoiceField(queryset=Page.objects.none(), label="This page")

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        itself = [page.pk, *page.descendants().values_list("pk", flat=True)]
        self.fields["target"].queryset = Page.objects.exclude(pk__in=itself)  # type: ignore[attr-defined]

    def clean(self) -> None:
        if target := self.cleaned_data.get("target"):
            below = self.cleaned_data.get("place") in ("first", "last")
            self.page.parent = target if below else target.parent
            try:
                self.page.full_clean(exclude=[field.name for field in Page._meta.get_fields()])
            except ValidationError as refused:
                raise ValidationError({"target": refused.messages}) from refused

    @transaction.atomic
    def save(self) -> None:
        """Numbers the siblings anew; only the moved page has changed, and has it in its history."""
        place, target = self.cleaned_data["place"], self.cleaned_data["target"]
        among = Page._base_manager.filter(parent=self.page.parent).exclude(pk=self.page.pk)
        order = list(among.order_by("position", "pk").values_list("pk", flat=True))
        index = {"first": 0, "last": len(order)}.get(place)
        if index is None:
            index = order.index(target.pk) + (place == "after")
        order.insert(index, self.page.pk)
        for position, pk in enumerate(order, start=1):
            Page._base_manager.filter(pk=pk).update(position=STEP * position)
        self.page.position = STEP * (index + 1)
        self.page.save()


def move_page(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=pk)
    if not admin.has_change_permission(request, page):
        raise PermissionDenied
    form = MoveForm(request.POST or None, page=page)
    if form.is_valid():
        page._change_reason = "Moved"
        form.save()
        messages.success(
            request, f"“{page}” stands at {page.path} now. Its old address leads there."
        )
        return redirect("admin:pages_page_changelist")
    context = admin.admin_site.each_context(request) | {
        "title": f"Move “{Page._base_manager.get(pk=pk)}”",
        "form": form,
        "page": page,
        "opts": Page._meta,
        "media": admin.media + form.media,
    }
    return TemplateResponse(request, "admin/pages/page/move.html", context)
