from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from pages import frame

from ..consent import Purpose, current

register = template.Library()


@register.simple_tag
def wording(purpose: str) -> SafeString:
    """What people agree to now."""
    return with_address(current(Purpose(purpose)).text)


@register.filter
def with_address(text: str) -> SafeString:
    """The words of a consent, with a link to whom one can write."""
    address = frame.facts().inquiries_address
    link = format_html('<a href="mailto:{}">{}</a>', address, address)
    # all but the link is escaped
    return mark_safe(escape(text).replace("{address}", link))  # noqa: S308
