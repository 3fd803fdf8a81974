"""The page tree: pages in their order, each with its blocks one below the other."""

from content_editor.admin import ContentEditor, ContentEditorInline
from django.contrib import admin
from feincms3.admin import TreeAdmin

from content.editing import PublishableAdmin, StandingFilter

from ..models import Page
from ..models.blocks import KINDS

INLINES = [ContentEditorInline.create(kind) for kind in KINDS]


@admin.register(Page)
class PageAdmin(PublishableAdmin, ContentEditor, TreeAdmin):
    list_filter = [StandingFilter, "menu"]
    inlines = INLINES
