"""My inquiry: what we hold and how it stands; and what a person may do with it by one button.

Mail scanners open every link, so a GET changes nothing. A POST needs no account and no cookie's
authority: whoever holds the link may do this, and nobody else has it.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import own_inquiry
from ..holdings import holdings, told_changes, told_deliveries
from ..models import Inquiry
from ..references import no_mail_from
from ..retention import kept_until
from . import new_link
from .counted import counted
from .opened import Opened, opened_by_token
from .private import private_page

# what a page says after a button was pressed; the address names which
DONE = {
    "confirmed": "Your address is confirmed. The brochure is on its way to it.",
    "again": "The brochure is on its way to you once more.",
    "corrected": "What you corrected is saved.",
    "asked": "We have sent a question to the new address. Open the link in that mail: until then "
    "everything stays as it is.",
    "moved": "The new address is confirmed, and the brochure is on its way to it. From now on "
    "we write there.",
    "no-mail": "You will get no further mail from us, apart from answers to your inquiry.",
}


@opened_by_token
@require_safe
def mine(request: HttpRequest, opened: Opened) -> HttpResponse:
    inquiry = opened.inquiry
    context = {
        "opened": opened,
        "inquiry": inquiry,
        "token": opened.token,
        "done": DONE.get(request.GET.get("done", "")),
        "kept_until": kept_until(inquiry),
    }
    if inquiry.awaits_confirmation:
        context["confirm"] = (
            "inquiries/_includes/confirm.html"
            if opened.was_mailed
            else "inquiries/mine/_confirm_by_mail.html"
        )
        return render(request, "inquiries/mine/unconfirmed.html", context)
    context |= {
        "consents": inquiry.consents.all(),
        "deliveries": told_deliveries(inquiry),
        "changes": told_changes(inquiry),
        # only the mailbox's owner may read what we wrote to it
        "replies": inquiry.replies.all() if opened.was_mailed else (),
        "may_have_it_again": may_have_it_again(opened),
        "others": [Opened.by_mail(other) for other in opened.all.exclude(pk=inquiry.pk)],
    }
    return render(request, "inquiries/mine/mine.html", context)


@opened_by_token
@require_safe
def download(request: HttpRequest, opened: Opened) -> HttpResponse:
    if opened.inquiry.awaits_confirmation:
        return redirect(opened.url())
    inquiries = opened.all.prefetch_related(
        "programs", "interests", "consents", "deliveries", "changes", "moves", "replies"
    )
    response = JsonResponse(
        {"inquiries": [holdings(each, by_mail=opened.was_mailed) for each in inquiries]},
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    response["Content-Disposition"] = 'attachment; filename="my-inquiry.json"'
    return response


@opened_by_token
@require_POST
@counted
def brochure_again(request: HttpRequest, opened: Opened) -> HttpResponse:
    if not may_have_it_again(opened):
        return back(opened)
    known_by_mail(opened)
    own_inquiry.send_brochure_again(opened.inquiry)
    return back(opened, "again")


def may_have_it_again(opened: Opened) -> bool:
    """Not for a link of the thanks page alone: the address may be somebody else's."""
    if opened.inquiry.awaits_confirmation:
        return False
    return opened.was_mailed or opened.inquiry.confirmed_at is not None


@opened_by_token
@require_POST
def no_mail(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The button on the page of the inquiry."""
    known_by_mail(opened)
    own_inquiry.withdraw_mail(opened.inquiry, everywhere=opened.was_mailed)
    return back(opened, "no-mail")


@csrf_exempt
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def end_mail(request: HttpRequest, token: str) -> HttpResponse:
    """One button; and the one click of RFC 8058, which mail programs post without our page.

    They send no cookie, so there is none whose authority a forged form could borrow: the signed
    token in the address is all that counts, and what it allows here is to be left alone.
    """
    numbers = no_mail_from(token)
    # once it has moved to another address, mails to the old one end nothing
    if not numbers or not (inquiry := Inquiry.objects.kept().of_mailbox(*numbers)):
        return new_link.expired(request)
    if request.method != "POST":
        return render(request, "inquiries/mine/no_mail.html")
    own_inquiry.withdraw_mail(inquiry, everywhere=True)
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return HttpResponse(DONE["no-mail"], content_type="text/plain; charset=utf-8")
    return render(request, "inquiries/mine/no_mail.html", {"done": DONE["no-mail"]})


def known_by_mail(opened: Opened) -> None:
    """Whoever acts through a link that was mailed has shown to read the mailbox."""
    if opened.was_mailed:
        own_inquiry.know_by_mail(opened.inquiry)


def back(opened: Opened, done: str = "") -> HttpResponseRedirect:
    address = f"{opened.url()}?done={done}" if done else opened.url()
    return HttpResponseRedirect(address, status=303)
