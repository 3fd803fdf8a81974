"""Notes on the page of an inquiry: signed, and not rewritten."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.forms import Textarea
from django.http import HttpRequest

from ..models import Note


class NoteInline(admin.StackedInline):
    model = Note
    extra = 1
    fields = ["text"]
    template = "admin/inquiries/inquiry/_notes.html"
    verbose_name_plural = "notes, for staff only"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Note]:
        return super().get_queryset(request).select_related("author")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is written about somebody who is erased; a note that was typed is still shown."""
        is_erased = obj is not None and obj.erased_at is not None
        may_add: bool = super().has_add_permission(request, obj)
        return may_add and not (is_erased and request.method != "POST")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "text":
            field.label = "Write a note"
            field.widget = Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        return field


class NotesMixin(admin.ModelAdmin):
    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Signs each new note."""
        for row in formset.save(commit=False):
            if isinstance(row, Note):
                row.author = cast(User, request.user)
            row.save()
        for row in formset.deleted_objects:
            row.delete()
