"""The mails about an inquiry: those that went out, and each kind as it would be sent now.

Looking sends nothing and changes nothing.
"""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from content.tokens import without_tokens

from ..actions import new_delivery
from ..models import Delivery, Inquiry
from ..outbox import SENDERS
from .own_styles import allowing_its_styles

# those that no example can be shown of: a reply is written by a person
WITHOUT_EXAMPLE = {Delivery.Kind.WEBHOOK, Delivery.Kind.WARNING, Delivery.Kind.REPLY}
NO_MAIL = {Delivery.Kind.WEBHOOK}


def example(inquiry: Inquiry, kind: Delivery.Kind) -> EmailMultiAlternatives:
    """The mail of this kind; the delivery it is made for is stored nowhere."""
    return cast(EmailMultiAlternatives, SENDERS[kind](new_delivery(inquiry, kind)))


def parts(inquiry: Inquiry, kind: Delivery.Kind) -> dict[str, Any]:
    return {"kind": kind, **shown(example(inquiry, kind))}


def shown(mail: EmailMultiAlternatives) -> dict[str, Any]:
    """What a page says of a mail; its links are for the person alone."""
    [(html, _)] = mail.alternatives
    headers = {"From": mail.from_email, "To": ", ".join(mail.to)}
    headers |= {"Reply-To": ", ".join(mail.reply_to), **mail.extra_headers}
    attached = [str(attachment[0]) for attachment in mail.attachments]
    if attached:
        headers["Attached"] = ", ".join(attached)
    return {
        "subject": mail.subject,
        "headers": [(name, without_tokens(value)) for name, value in headers.items()],
        "text": without_tokens(str(mail.body)),
        "html": without_tokens(str(html)),
    }


def sent_or_owed(inquiry: Inquiry) -> QuerySet[Delivery]:
    """What really went out or is to, the newest first; of a reply with its words."""
    mails = inquiry.deliveries.exclude(kind__in=NO_MAIL).select_related("reply__by")
    return mails.order_by(F("sent_at").desc(nulls_first=True), "-pk")


class MailPreviewsMixin(admin.ModelAdmin):
    """Adds the pages to the admin of inquiries."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/mails/", view(self.mails_page), name="inquiries_inquiry_mails"),
            *super().get_urls(),
        ]

    @admin.display
    def mails(self, inquiry: Inquiry) -> str:
        if inquiry.erased_at:
            return "None: it has been erased."
        address = reverse("admin:inquiries_inquiry_mails", args=[inquiry.pk])
        return format_html('<a href="{}">See every mail about this inquiry</a>', address)

    @method_decorator(require_safe)
    def mails_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        inquiry = self.inquiry_to_see(request, pk)
        kinds = [Delivery.Kind(kind) for kind in SENDERS if kind not in WITHOUT_EXAMPLE]
        mails = [parts(inquiry, kind) for kind in kinds]
        context = {
            **self.admin_site.each_context(request),
            "title": f"Mails about {inquiry}",
            "opts": self.opts,
            "inquiry": inquiry,
            "sent": sent_or_owed(inquiry),
            "replies": inquiry.replies.select_related("by", "delivery"),
            "mails": mails,
        }
        page = TemplateResponse(request, "admin/inquiries/inquiry/mails.html", context)
        return allowing_its_styles(page, "".join(mail["html"] for mail in mails))

    def inquiry_to_see(self, request: HttpRequest, pk: int) -> Inquiry:
        inquiry: Inquiry = get_object_or_404(Inquiry.objects.kept(), pk=pk)
        if not self.has_view_permission(request, inquiry):
            raise PermissionDenied
        return inquiry
