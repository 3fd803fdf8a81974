"""Who is told of inquiries about a program, what the CRM calls it, and a dry run of the CRM."""

import json
import uuid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hms_site.history import HistoryAdmin
from programs.models import Program

from .. import webhook
from ..models import Inquiry, InquiryInterest, InquiryProgram, ProgramRouting

TRY = "admin:inquiries_programrouting_try"


@admin.register(ProgramRouting)
class ProgramRoutingAdmin(HistoryAdmin):
    list_display = ["program", "crm_code", "told"]
    list_select_related = ["program"]
    search_fields = ["program__official_name", "crm_code", "recipients"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.try_view)
        return [path("try/", view, name="inquiries_programrouting_try"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        without = Program.objects.open().filter(routing=None)
        context = {"without_routing": without, **(extra_context or {})}
        response: HttpResponse = super().changelist_view(request, context)
        return response

    @admin.display(description="who is told")
    def told(self, routing: ProgramRouting) -> str:
        return ", ".join(routing.addresses()) or "The site’s address for inquiries"

    def try_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return try_the_crm(request, self.admin_site)


@require_http_methods(["GET", "HEAD", "POST"])
def try_the_crm(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """A GET sends nothing; a POST sends one event of the type "ping", without a person in it."""
    if request.method == "POST":
        ping(request)
        return redirect(TRY)
    programs = list(Program.objects.open())
    codes = webhook.codes_of(programs)
    may_read = request.user.has_perm("inquiries.view_inquiry")
    inquiry = latest() if may_read and request.GET.get("of") == "latest" else None
    event = webhook.event_of(inquiry) if inquiry else made_up(programs, codes)
    call = webhook.call(uuid.uuid4().hex, event)
    context = {
        **site.each_context(request),
        "title": "Try the CRM",
        "host": scheme_and_host(settings.WEBHOOK_URL),
        "mapping": [(program, codes.get(program.pk, "")) for program in programs],
        "payload": json.dumps(json.loads(call.body), indent=2, ensure_ascii=False),
        "headers": call.headers if settings.WEBHOOK_SECRET else {},
        "inquiry": inquiry,
        "may_read": may_read,
    }
    return render(request, "admin/inquiries/programrouting/try.html", context)


def scheme_and_host(url: str) -> str:
    """Whom we tell. The rest of such an address is often a password."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if url else ""


def ping(request: HttpRequest) -> None:
    if not settings.WEBHOOK_URL:
        messages.warning(request, "WEBHOOK_URL is not set, so there is no CRM to ask.")
        return
    now = webhook.when(timezone.now())
    call = webhook.call(uuid.uuid4().hex, {"type": "ping", "timestamp": now, "data": {}})
    try:
        call.send()
    except webhook.NotPassedOn as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The CRM took the test event.")


def latest() -> Inquiry | None:
    return Inquiry.objects.kept().exclude(state=Inquiry.State.SPAM).first()


def made_up(programs: list[Program], codes: dict[int, str]) -> dict[str, Any]:
    """Somebody who asks for every open program; not stored."""
    inquiry = Inquiry(
        reference="TRYTHECR",
        first_name="Ada",
        last_name="Example",
        email="ada@example.org",
        country="US",
        entry_year=timezone.localdate().year + 1,
    )
    asked = [InquiryProgram(program=program, name=program.official_name) for program in programs]
    interests = [InquiryInterest(label="Student")]
    return webhook.payload(inquiry, asked, interests, codes, wants_mail=True)
