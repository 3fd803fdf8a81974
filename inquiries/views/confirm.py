"""The button that says: this address is mine."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from .. import actions
from ..models import Inquiry
from ..references import mine_from
from .private import private_page


@private_page
@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Once or many times, the answer is the same: the thanks page, with the brochure on its way."""
    inquiry = mailed_inquiry(token)
    if not inquiry:
        return render(request, "inquiries/thanks_expired.html", status=404)
    actions.confirm(inquiry)
    return HttpResponseRedirect(inquiry.thanks_url(), status=303)


def mailed_inquiry(token: str) -> Inquiry | None:
    """What a link confirms that came by mail, and to the inquiry's own address.

    The link on a thanks page proves nothing: whoever sent the form has it, with anybody's address.
    """
    inquiry_id, mailbox = mine_from(token) or (None, None)
    if inquiry_id is None or mailbox is None:
        return None
    return Inquiry.objects.kept().filter(pk=inquiry_id, prospect=mailbox).first()
