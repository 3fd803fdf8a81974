"""From an inquiry to the person behind it."""

from django.contrib import admin
from django.db.models import Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html

from ..models import Inquiry, Prospect
from .person import PAGE


def with_their_number(inquiries: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """Each with how many inquiries `of_person` there are, this one among them."""
    this = OuterRef(OuterRef("stands_for"))
    addresses = Prospect.objects.filter(Q(pk=this) | Q(same_as=this)).values("pk")
    theirs = Inquiry.objects.kept().filter(prospect__in=addresses).order_by()
    # the bare function: an aggregate of Django's would group by what stands around it
    number = theirs.annotate(number=Func("pk", function="COUNT")).values("number")
    return inquiries.annotate(
        stands_for=Coalesce("prospect__same_as", "prospect"), of_person=Subquery(number)
    )


class PersonLinkMixin(admin.ModelAdmin):
    """For InquiryAdmin: the field `person`."""

    @admin.display
    def person(self, inquiry: Inquiry) -> str:
        if inquiry.prospect is None:
            return "Nobody any more: it has been erased."
        link = '<a href="{}">Everything of this person</a>: {}'
        page = reverse(PAGE, args=[inquiry.prospect.person_number])
        return format_html(link, page, said(inquiry.of_person - 1))  # type: ignore[attr-defined]


def said(others: int) -> str:
    if not others:
        return "this is their only inquiry"
    return f"{others} other {'inquiry' if others == 1 else 'inquiries'}"
