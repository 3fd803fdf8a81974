"""From an inquiry to the person behind it."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from ..models import Inquiry, Prospect
from .person import PAGE


class PersonLinkMixin(admin.ModelAdmin):
    """For InquiryAdmin: the field `person`."""

    @admin.display
    def person(self, inquiry: Inquiry) -> str:
        if inquiry.prospect is None:
            return "Nobody any more: it has been erased."
        number = inquiry.prospect.person_number
        theirs = Prospect.objects.of_person(number).values("pk")
        others = Inquiry.objects.kept().filter(prospect__in=theirs).exclude(pk=inquiry.pk).count()
        link = '<a href="{}">Everything of this person</a>: {}'
        return format_html(link, reverse(PAGE, args=[number]), said(others))


def said(others: int) -> str:
    if not others:
        return "this is their only inquiry"
    return f"{others} other {'inquiry' if others == 1 else 'inquiries'}"
