"""Pages that a signed link opens, without an account: who sees what."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..models import Inquiry
from ..references import mine_from, mine_token
from . import new_link
from .private import private_page


@dataclass(frozen=True)
class Opened:
    """What a token opens: one inquiry, and all of its mailbox when it came there by mail."""

    token: str
    inquiry: Inquiry
    was_mailed: bool

    @classmethod
    def by(cls, token: str) -> "Opened | None":
        if not (numbers := mine_from(token)):
            return None
        inquiry_id, mailbox = numbers
        inquiry = Inquiry.objects.filter(pk=inquiry_id).first()
        if inquiry is None:
            return None
        if mailbox is not None and inquiry.erased_at is None and mailbox != inquiry.prospect_id:
            return None  # it belongs to another mailbox by now
        if mailbox is None and not inquiry.sender_may_open and inquiry.erased_at is None:
            return None  # by now its owner has shown themselves, or it was long ago
        return cls(token, inquiry, was_mailed=mailbox is not None)

    @classmethod
    def by_mail(cls, inquiry: Inquiry) -> "Opened":
        """For who has just shown that its mailbox is theirs."""
        return cls(mine_token(inquiry.pk, inquiry.prospect_id), inquiry, was_mailed=True)

    @property
    def all(self) -> QuerySet[Inquiry]:
        """Every inquiry that the link is good for, the newest first."""
        kept = Inquiry.objects.kept()
        if self.was_mailed:
            return kept.filter(prospect=self.inquiry.prospect)
        return kept.filter(pk=self.inquiry.pk)

    def url(self, page: str = "mine") -> str:
        return reverse(f"inquiries:{page}", args=[self.token])


View = Callable[[HttpRequest, Opened], HttpResponse]


def opened_by_token(view: View) -> Callable[..., HttpResponse]:
    """Gives `view` what the token in the address opens; else a page that offers a new link."""

    @private_page
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponse:
        opened = Opened.by(token)
        if opened is None or opened.inquiry.erased_at:
            return new_link.expired(request)
        try:
            return view(request, opened)
        except Inquiry.DoesNotExist:  # erased at this very moment
            return new_link.expired(request)

    return page
