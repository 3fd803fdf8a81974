"""Inquiries on the desk: find one, read it, mark it as answered."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..countries import country_choices
from ..models import Delivery, Inquiry, Note
from .exports import ExportMixin
from .mails import MailPreviewsMixin
from .privacy import ChangeInline, ConsentInline, ErasableMixin, ErasedFilter, FurtherMailFilter
from .read_only import ReadOnlyInline
from .release import ReleaseMixin
from .unconfirmed import ConfirmationFilter, UnconfirmedMixin

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
)
DESK = ("reference", "created_at", "state", "owner", "answered", "brochure", "mails")
CHECK = ("captcha", "doubt", "confirmed_at", "released_by")


def one_per_line(names: Iterable[str]) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((name,) for name in names))


class DeliveryInline(ReadOnlyInline):
    model = Delivery
    fields = ["kind", "state", "attempts", "next_at", "sent_at", "error", "returned"]


class NoteInline(admin.StackedInline):
    model = Note
    extra = 1
    fields = ["text"]
    verbose_name_plural = "notes, for staff only"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CountryFilter(admin.SimpleListFilter):
    """The countries that inquiries came from, by name; not all 250."""

    title = parameter_name = "country"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        seen = set(Inquiry.objects.order_by().values_list("country", flat=True).distinct())
        named = [(code, name) for code, name in country_choices() if code in seen]
        return [*named, ("none", "Not given")] if "" in seen else named

    def queryset(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(country="" if self.value() == "none" else self.value())


@admin.register(Inquiry)
class InquiryAdmin(MailPreviewsMixin, ReleaseMixin, UnconfirmedMixin, ErasableMixin, ExportMixin):
    list_display = [
        "reference",
        "name",
        "address",
        "country",
        "asked_for",
        "state",
        "owner",
        "created_at",
    ]
    list_filter = [
        "created_at",
        "state",
        ConfirmationFilter,
        ("owner", admin.RelatedOnlyFieldListFilter),
        "programs__program",
        ("interests__option", admin.RelatedOnlyFieldListFilter),
        CountryFilter,
        "captcha",
        FurtherMailFilter,
        ErasedFilter,
    ]
    search_fields = ["reference", "first_name", "last_name", "email"]
    search_help_text = "Name, e-mail address or reference"
    date_hierarchy = "created_at"
    list_per_page = 50
    show_full_result_count = False
    actions = ["mark_as_answered", "release", "export"]
    inlines = [ConsentInline, DeliveryInline, ChangeInline, NoteInline]
    readonly_fields = [
        *ANSWERS, *CHECK, "reference", "created_at", "brochure", "answered", "mails", "kept_until",
    ]  # fmt: skip
    view_on_site = False
    fieldsets = [
        (None, {"fields": DESK}),
        ("Answers, as they were given", {"fields": ANSWERS}),
        ("Check for robots", {"fields": CHECK}),
        ("How long it is kept", {"fields": ["kept_until", "is_held", "hold_reason"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inquiry]:
        inquiries: QuerySet[Inquiry] = super().get_queryset(request)
        return inquiries.prefetch_related("programs")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The owner is chosen here; accounts are made elsewhere."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "owner":
            for link in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{link}_related", False)
        return field

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for note in formset.save(commit=False):
            note.author = cast(User, request.user)
            note.save()
        for note in formset.deleted_objects:
            note.delete()

    def save_model(self, request: HttpRequest, obj: Inquiry, form: Any, change: bool) -> None:
        """Writes what was changed on the page, and nothing else.

        The other answers were read before it was filled in: an erasure in between took them away.
        """
        obj.save(update_fields=form.changed_data)
        if obj.state == Inquiry.State.ANSWERED:
            obj.mark_answered(by=cast(User, request.user))
        elif obj.state in (Inquiry.State.NEW, Inquiry.State.IN_PROGRESS):
            obj.reopen()

    @admin.display(ordering="last_name")
    def name(self, inquiry: Inquiry) -> str:
        return inquiry.full_name

    @admin.display(description="programs")
    def asked_for(self, inquiry: Inquiry) -> str:
        return one_per_line(asked.name for asked in inquiry.programs.all())

    @admin.display
    def work_or_interest(self, inquiry: Inquiry) -> str:
        return one_per_line(interest.label for interest in inquiry.interests.all())

    @admin.display
    def would_like_to_begin(self, inquiry: Inquiry) -> str:
        return inquiry.entry_years or "Does not know yet"

    @admin.display
    def brochure(self, inquiry: Inquiry) -> str:
        if not inquiry.has_brochure:
            return "None: it is spam, or has been erased."
        link = format_html('<a href="{}">As the person sees it today</a>', inquiry.brochure_url())
        return format_html("{}. Asked for when it was version {}.", link, inquiry.edition or "—")

    @admin.display
    def answered(self, inquiry: Inquiry) -> str:
        if inquiry.answered_at is None:
            return "Not yet. Set the state to “Answered” and save: the time and your name are kept."
        when = date_format(timezone.localtime(inquiry.answered_at), "F j, Y, H:i")
        return f"{when} by {inquiry.answered_by}"

    @admin.action(description="Mark as answered", permissions=["change"])
    def mark_as_answered(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
        unanswered = list(inquiries.exclude(state=Inquiry.State.ANSWERED))
        for inquiry in unanswered:
            inquiry.mark_answered(by=cast(User, request.user))
            self.log_change(request, inquiry, "Marked as answered.")
        self.message_user(request, f"{len(unanswered)} marked as answered.")
