from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from content.links import is_outside

register = template.Library()

MARK = SafeString(
    '<span class="outside"><span class="visually-hidden"> (another site)</span></span>'
)


@register.filter
def outside_mark(address: str) -> SafeString:
    """What follows the words of a link to `address`: a sign, where it leads to another site.

    No template of its own, as the blank at its end would stand inside the link.
    """
    return MARK if is_outside(address) else SafeString("")


@register.simple_tag(takes_context=True)
def page_address(context: Context, query: Mapping[str, Any], number: int) -> str:
    """Page `number` of the list that is shown, as `query` narrows it; the first one is no number.

    One list has one address: what else the visitor's address said is left out.
    """
    asked = {name: value for name, value in query.items() if value}
    if number > 1:
        asked["page"] = number
    # what is drawn for many requests knows none, and says which list it is
    address = context.get("address") or context["request"].path
    return f"{address}{'?' if asked else ''}{urlencode(asked)}"
