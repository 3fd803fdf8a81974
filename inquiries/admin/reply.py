"""Answering on the desk: choose a template, change it, see the mail as it will be, send it.

It works without JavaScript, so each step is a POST that brings back all that was typed.
"""

import hashlib
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from ..actions import confirm, new_delivery
from ..models import Delivery, Inquiry, Reply, ReplyTemplate
from ..replies import (
    AnsweredMeanwhile,
    Draft,
    NotSent,
    last_word,
    obstacle_to,
    send,
    who_answered,
)
from ..reply_mail import reply_letter
from ..views.kept_reply import kept_reply
from .mails import shown
from .next_one import and_next, filters_of, page_of
from .own_styles import allowing_its_styles
from .page import replies_among
from .reply_form import ReplyForm, begun, first_answers

PAGE = "admin/inquiries/inquiry/reply.html"


class AnswerMixin(admin.ModelAdmin):
    """For InquiryAdmin: the page on which an inquiry is answered, and the way to it."""

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view(self.reply_view)

        def page(request: HttpRequest, pk: int) -> HttpResponse:
            if request.method == "POST" and not self.admin_site.has_permission(request):
                return kept_reply(request, why="signed out")
            response: HttpResponse = guarded(request, pk=pk)
            return response

        return [path("<int:pk>/reply/", page, name="inquiries_inquiry_reply"), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        inquiry = kwargs.get("obj")
        if inquiry:
            context["replies"] = replies_among(context["inquiry"].deliveries.all())
            if self.has_change_permission(request, inquiry):
                context["answering"] = {
                    "obstacle": obstacle_to(context["inquiry"]),
                    "templates": ReplyTemplate.objects.fitting(inquiry),
                }
        return super().render_change_form(request, context, *args, **kwargs)

    def reply_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        inquiry = get_object_or_404(Inquiry.objects.select_related("owner"), pk=pk)
        if not self.has_change_permission(request, inquiry):
            raise PermissionDenied
        return answer(request, self, inquiry)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, desk: AnswerMixin, inquiry: Inquiry) -> HttpResponse:
    by = cast(User, request.user)
    if request.method != "POST":
        template = chosen(inquiry, request.GET.get("template", ""))
        form = ReplyForm(initial=first_answers(inquiry, by, template), inquiry=inquiry, by=by)
        return page(request, desk, form)
    match request.POST.get("do"):
        case "fill":
            return page(request, desk, with_another_template(request, inquiry, by))
        case "put_back":
            return page(request, desk, with_what_was_kept(request, inquiry, by))
        case "release":
            if confirm(inquiry, by=by):
                desk.log_change(request, inquiry, "Released.")
            return page(request, desk, as_typed(request, inquiry, by))
    form = ReplyForm(request.POST, inquiry=inquiry, by=by)
    if not form.is_valid():
        return page(request, desk, form, status=422)
    if request.POST.get("do") == "send":
        return sent(request, desk, form)
    return previewed(request, desk, form)


def chosen(inquiry: Inquiry, number: str) -> ReplyTemplate | None:
    if not number.isdecimal() or len(number) > 18:
        return None
    return ReplyTemplate.objects.fitting(inquiry).filter(pk=number).first()


def typed(request: HttpRequest) -> dict[str, Any]:
    """What the browser sent, to be shown again unchecked."""
    return {name: request.POST.get(name, "") for name in ReplyForm.base_fields}


def as_typed(request: HttpRequest, inquiry: Inquiry, by: User, **other: Any) -> ReplyForm:
    return ReplyForm(initial={**typed(request), **other}, inquiry=inquiry, by=by)


def with_another_template(request: HttpRequest, inquiry: Inquiry, by: User) -> ReplyForm:
    """The chosen template's text; what was typed before is kept: a subject, and the text beside."""
    said = begun(inquiry, by, chosen(inquiry, request.POST.get("template", "")))
    texts = [begun(inquiry, by, each) for each in ReplyTemplate.objects.fitting(inquiry)]
    subject, kept = request.POST.get("subject", "").strip(), request.POST.get("kept", "")
    body = request.POST.get("body", "").replace("\r\n", "\n").strip()
    if subject and subject not in {text["subject"] for text in texts}:
        said["subject"] = subject
    if body and body not in {text["body"].strip() for text in texts} | {kept}:
        kept = f"{body}\n\n{kept}".strip()
    return as_typed(request, inquiry, by, **said, kept=kept)


def with_what_was_kept(request: HttpRequest, inquiry: Inquiry, by: User) -> ReplyForm:
    """The two change places, so that nothing is lost by this button either."""
    body, kept = request.POST.get("body", ""), request.POST.get("kept", "")
    return as_typed(request, inquiry, by, body=kept, kept=body)


def sent(request: HttpRequest, desk: AnswerMixin, form: ReplyForm) -> HttpResponse:
    """Nothing goes out that was not seen as it goes out."""
    if request.POST.get("previewed") != mark_of(form.draft):
        return previewed(request, desk, form, changed=True)
    inquiry, said = form.inquiry, form.cleaned_data
    try:
        is_new = send(inquiry, form.draft, by=form.by, token=said["token"], seen=said["seen"])
    except AnsweredMeanwhile as news:
        inquiry.refresh_from_db()
        # from here on with what is known now, so that the same button sends it all the same
        return previewed(
            request, desk, form, status=409, seen=last_word(inquiry), answered_meanwhile=str(news)
        )
    except NotSent:
        inquiry.refresh_from_db()
        return previewed(request, desk, form, status=409, refused=True)
    if is_new:
        desk.log_change(request, inquiry, "Answered by mail.")
        done = f"Your reply to {inquiry.reference} goes out within seconds."
        messages.success(request, and_next(request, inquiry, done))
    else:
        messages.info(request, "This reply was on its way already. It was not sent twice.")
    return redirect(page_of(inquiry, filters_of(request)))


def previewed(
    request: HttpRequest,
    desk: AnswerMixin,
    form: ReplyForm,
    *,
    status: int = 200,
    seen: str = "",
    **news: Any,
) -> HttpResponse:
    """The page with the mail on it, and the text as it is now, with its fields filled."""
    draft, inquiry = form.draft, form.inquiry
    said = {"subject": draft.subject, "body": draft.body}
    again = as_typed(request, inquiry, form.by, **said, **({"seen": seen} if seen else {}))
    if inquiry.erased_at:
        return page(request, desk, again, status=status, **news)
    mail = mail_of(inquiry, draft, form.by, form.cleaned_data["token"])
    response = page(
        request, desk, again, status=status, mail=mail, previewed=mark_of(draft), **news
    )
    return allowing_its_styles(response, mail["html"])


def mail_of(inquiry: Inquiry, draft: Draft, by: User, token: str = "") -> dict[str, Any]:
    """The mail exactly as it would go out, but for the person's own links. Stores nothing."""
    delivery = new_delivery(inquiry, Delivery.Kind.REPLY, about=token)
    reply = Reply(inquiry=inquiry, subject=draft.subject, body=draft.body, by=by)
    return shown(reply_letter(reply, delivery))


def mark_of(draft: Draft) -> str:
    return hashlib.sha256(f"{draft.subject}\n{draft.body}".encode()).hexdigest()


def page(
    request: HttpRequest, desk: AnswerMixin, form: ReplyForm, *, status: int = 200, **news: Any
) -> HttpResponse:
    inquiry = form.inquiry
    context = {
        **desk.admin_site.each_context(request),
        "title": f"Answer {inquiry}",
        "opts": desk.opts,
        "inquiry": inquiry,
        "inquiry_page": page_of(inquiry, filters_of(request)),
        "list_filters": filters_of(request),
        "form": form,
        "answered": who_answered(inquiry),
        "replies": inquiry.replies.select_related("by", "delivery"),
        "obstacle": obstacle_to(inquiry),
        "came_back": inquiry.deliveries.exclude(returned_at=None).first(),
        "not_filled": [] if form.is_bound else form.not_filled,
        **news,
    }
    return render(request, PAGE, context, status=status)
