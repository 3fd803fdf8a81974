"""The button that says: this address is mine."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from .. import actions
from . import new_link
from .mine import back
from .opened import Opened
from .private import private_page


@private_page
@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Once or many times, the answer is the same: their inquiry, with the brochure on its way."""
    opened = Opened.by(token)
    # a thanks page's link proves nothing: whoever sent the form has it, with anybody's address
    if opened is None or not opened.was_mailed or opened.inquiry.erased_at:
        return new_link.expired(request)
    actions.confirm(opened.inquiry)
    return back(opened, "confirmed")
