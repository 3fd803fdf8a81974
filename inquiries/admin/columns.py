"""A row of the desk's list: what tells staff which one to open, and how urgent it is."""

from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..clock_words import time_left
from ..countries import country_names
from ..models import Inquiry
from ..rulebook import name_of
from ..worklist.facets_of_programs import program_names

MAILS = {"failed": "Failed", "returned": "Came back", "sent": "Sent", "waiting": "Waiting"}
COLUMNS = [
    "who", "where", "wants", "state_now", "owned_by", "time_to_answer", "mail_now", "came_in",
]  # fmt: skip
UNCONFIRMED = mark_safe('<span class="unconfirmed">To be confirmed</span>')
HELD = mark_safe('<span class="pill">Legal hold</span>')


def pill(words: str, tone: str) -> SafeString:
    return format_html('<span class="pill pill--{}">{}</span>', tone, words)


class ColumnsMixin(admin.ModelAdmin):
    """For InquiryAdmin: the cells. `WorkChangeList` adds `mail` to each row."""

    @admin.display(description="inquiry", ordering="last_name")
    def who(self, inquiry: Inquiry) -> SafeString:
        name = "Erased" if inquiry.erased_at else inquiry.full_name or "No name"
        parts = '<bdi class="work__name">{}</bdi> <span class="work__reference">{}</span>'
        return format_html(parts, name, inquiry.reference)

    @admin.display(description="country", ordering="country", empty_value="")
    def where(self, inquiry: Inquiry) -> str:
        return country_names().get(str(inquiry.country), "")

    @admin.display(description="programs", empty_value="")
    def wants(self, inquiry: Inquiry) -> SafeString:
        short = program_names()
        names = ((short.get(row.program_id, row.name),) for row in inquiry.programs.all())
        items = format_html_join("", "<li>{}</li>", names)
        return format_html('<ul class="work__programs">{}</ul>', items) if items else items

    @admin.display(description="state")
    def state_now(self, inquiry: Inquiry) -> SafeString:
        marks = [pill(inquiry.get_state_display(), inquiry.state)]
        marks += [UNCONFIRMED] if inquiry.is_unconfirmed else []
        marks += [HELD] if inquiry.is_held else []
        return format_html_join(" ", "{}", ((mark,) for mark in marks))

    @admin.display(description="owner")
    def owned_by(self, inquiry: Inquiry) -> str | SafeString:
        if inquiry.owner is None:
            return mark_safe('<span class="work__quiet">Nobody</span>')
        return name_of(inquiry.owner)

    @admin.display(description="time left", empty_value="")
    def time_to_answer(self, inquiry: Any) -> SafeString | str:
        return time_left(inquiry)

    @admin.display(description="mails", empty_value="")
    def mail_now(self, inquiry: Any) -> SafeString | str:
        return pill(MAILS[inquiry.mail], inquiry.mail) if inquiry.mail else ""

    @admin.display(description="received", ordering="created_at")
    def came_in(self, inquiry: Inquiry) -> SafeString:
        local = timezone.localtime(inquiry.created_at)
        day, clock = date_format(local, "M j, Y"), date_format(local, "H:i")
        time = '<time datetime="{}">{} <span class="work__quiet">{}</span></time>'
        return format_html(time, local.isoformat(), day, clock)
