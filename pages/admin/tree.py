"""The page tree: pages in their order, each with its blocks one below the other."""

from typing import Any

from content_editor.admin import ContentEditor
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.html import format_html
from js_asset import Script
from tree_queries.admin import AncestorFilter, TreeChangeList

from content.editing import PublishableAdmin, StandingFilter
from hms_site.publishing import Publishable

from ..models import Block, Page
from .blocks import INLINES
from .moving import move_page

DEEPEST_INDENT = 6  # css/page_tree.css has no more
BLOCK_CHANGES_SHOWN = 100  # the newest; all of them stay in the table


class SectionFilter(AncestorFilter):
    title = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Pages at the top that have others below them."""
        above = Page._base_manager.exclude(parent=None).values("parent")
        sections = Page._base_manager.filter(parent=None, pk__in=above).order_by("position")
        return [(str(page.pk), page.title) for page in sections]


class PageList(TreeChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Marks the pages that are public with all the pages above them, by one query for all."""
        super().get_results(request)
        public = set(Page.objects.without_tree_fields().published().values_list("pk", flat=True))
        for page in self.result_list:
            page.is_public = page.pk in public


@admin.register(Page)
class PageAdmin(PublishableAdmin, ContentEditor):
    """Without the TreeAdmin of the libraries: it writes styles into its pages, which the policy
    forbids, and lets any member of staff move pages."""

    list_display = ["indented_title", "now", "in_menu", "leads_to", "move"]
    list_filter = [StandingFilter, "menu", SectionFilter]
    list_select_related = ["leads_to_page"]
    list_per_page = 500  # part of a tree is hard to read
    search_fields = ["title", "menu_label", "path", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    object_history_list_template = "admin/pages/page/history_list.html"
    inlines = INLINES
    fieldsets = [
        (None, {"fields": ["title", "slug", "parent", "summary"]}),
        ("Leads elsewhere", {"fields": ["leads_to_page", "leads_to_address"]}),
        ("Menus", {"fields": ["menu", "menu_label", "in_menus"]}),
        PublishableAdmin.WHEN,
    ]

    class Media:
        css = {"all": ["css/page_tree.css"]}
        js = [Script("js/page_blocks.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Page.objects.with_tree_fields()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return PageList

    @admin.display(description="is now")
    def now(self, page: Any) -> str:
        if page.is_public:
            return "Public"
        hidden = Publishable.is_published(page)
        return "Hidden with a page above it" if hidden else page.standing()

    @admin.display(description="title")
    def indented_title(self, page: Any) -> str:
        depth = min(page.tree_depth, DEEPEST_INDENT)
        return format_html('<span class="tree-depth-{}">{}</span>', depth, page)

    @admin.display(description="menu", ordering="menu")
    def in_menu(self, page: Page) -> str:
        """In short; pages below another follow it."""
        return page.menu.capitalize()

    @admin.display(description="leads to")
    def leads_to(self, page: Page) -> str:
        return page.leads_to_page.path if page.leads_to_page else page.leads_to_address

    @admin.display(description="")
    def move(self, page: Page) -> str:
        address = reverse("admin:pages_page_move", args=[page.pk])
        return format_html('<a href="{}" aria-label="Move {}">Move</a>', address, page)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        move = self.admin_site.admin_view(self.move_view)
        return [path("<int:pk>/move/", move, name="pages_page_move"), *super().get_urls()]

    def move_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return move_page(self, request, pk)

    def render_history_view(
        self, request: HttpRequest, template: str, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        """Beside its own changes those of its blocks: most of what editors change are blocks."""
        if template == self.object_history_template:
            changes = Block.history.filter(parent_id=context["object"].pk)
            newest = changes.select_related("history_user")[:BLOCK_CHANGES_SHOWN]
            context["block_changes"] = newest
        return super().render_history_view(request, template, context, **kwargs)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Without the copying of blocks between regions: there is one, and what is to be copied
        would be taken from the request, of any model."""
        super(ContentEditor, self).save_related(request, form, formsets, change)
