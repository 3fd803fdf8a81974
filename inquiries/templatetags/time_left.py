from django import template
from django.utils.safestring import SafeString

from ..clock_words import time_left as in_words
from ..models import Inquiry

register = template.Library()


@register.filter
def time_left(inquiry: Inquiry) -> SafeString | str:
    return in_words(inquiry)
