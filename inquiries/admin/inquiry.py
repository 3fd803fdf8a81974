"""Inquiries on the desk: find one, read it, move it on."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..models import Inquiry
from ..story import story_of
from .address import AddressMixin
from .brochure_again import BrochureAgainMixin
from .exports import ExportMixin
from .mails import MailPreviewsMixin
from .moves import MovesMixin
from .next_one import NextMixin
from .notes import NoteInline, NotesMixin
from .page import PageMixin
from .person_link import PersonLinkMixin
from .privacy import ErasableMixin
from .release import ReleaseMixin
from .reply import AnswerMixin
from .reply_to_many import AnswerManyMixin
from .worklist import WorkListMixin

ANSWERS = (
    "salutation",
    "first_name",
    "last_name",
    "email",
    "country",
    "employer",
    "asked_for",
    "work_or_interest",
    "would_like_to_begin",
    "plan_of_study",
)
DESK = ("owner", "person")
MAILS = ("brochure", "mails")
CHECK = ("captcha", "doubt", "confirmed_at", "released_by")


def one_per_line(names: Iterable[str]) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((name,) for name in names))


@admin.register(Inquiry)
class InquiryAdmin(
    WorkListMixin,
    PageMixin,
    MovesMixin,
    NotesMixin,
    AnswerMixin,
    AnswerManyMixin,
    BrochureAgainMixin,
    AddressMixin,
    NextMixin,
    MailPreviewsMixin,
    PersonLinkMixin,
    ReleaseMixin,
    ErasableMixin,
    ExportMixin,
):
    actions = [
        "take_up",
        "assign_to",
        "answer_with_template",
        "mark_as_answered",
        "close",
        "mark_as_spam",
        "release",
        "export",
    ]
    inlines = [NoteInline]
    readonly_fields = [
        *ANSWERS, *CHECK, *MAILS, "person", "kept_until",
    ]  # fmt: skip
    view_on_site = False
    fieldsets = [
        ("Answers, as they were given", {"fields": ANSWERS}),
        ("Who answers", {"fields": DESK}),
        ("Brochure and mails", {"fields": MAILS, "classes": ["collapse"]}),
        ("Check for robots", {"fields": CHECK, "classes": ["collapse"]}),
        (
            "How long it is kept",
            {"fields": ["kept_until", "is_held", "hold_reason"], "classes": ["collapse"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inquiry]:
        inquiries: QuerySet[Inquiry] = super().get_queryset(request)
        return inquiries.prefetch_related("programs")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The plan has a line for those alone who asked about one."""
        (title, answers), *others = super().get_fieldsets(request, obj)
        kept = [name for name in answers["fields"] if name != "plan_of_study" or (obj and obj.plan)]
        return [(title, {**answers, "fields": kept}), *others]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The owner is chosen here; accounts are made elsewhere."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "owner":
            for link in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{link}_related", False)
        return field

    @admin.display(description="programs")
    def asked_for(self, inquiry: Inquiry) -> str:
        return one_per_line(asked.name for asked in story_of(inquiry).programs)

    @admin.display
    def work_or_interest(self, inquiry: Inquiry) -> str:
        return one_per_line(interest.label for interest in story_of(inquiry).interests)

    @admin.display
    def would_like_to_begin(self, inquiry: Inquiry) -> str:
        return inquiry.entry_years or "Does not know yet"

    @admin.display
    def plan_of_study(self, inquiry: Inquiry) -> str:
        return format_html('<a href="{}">{}</a>', inquiry.plan, inquiry.plan_in_words)

    @admin.display
    def brochure(self, inquiry: Inquiry) -> str:
        if not inquiry.has_brochure:
            return "None: it is spam, or has been erased."
        link = format_html('<a href="{}">As the person sees it today</a>', inquiry.brochure_url())
        return format_html("{}. Asked for when it was version {}.", link, inquiry.edition or "—")
