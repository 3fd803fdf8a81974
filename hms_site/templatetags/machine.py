"""The part of <head> that other programs read: previews of links, and linked data."""

from html import unescape
from typing import Any

from django import template
from django.template import Context, NodeList
from django.template.loader import render_to_string
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString, mark_safe

from content.links import absolute
from hms_site.machine import linked_data
from hms_site.machine.cards import HEIGHT, WIDTH, card_of

register = template.Library()


@register.simple_tag(takes_context=True)
def machine_head(context: Context, row: Any = None) -> SafeString:
    """For the block `machine` of base.html, with the row that the page is about, if there is one.

    What is not public says nothing: a preview is for who holds its link.
    """
    request = context["request"]
    if getattr(request, "preview", None):
        return SafeString("")
    address = row.get_absolute_url() if row else "/"
    card = card_of(row)
    picture = absolute(card.address(address))
    title = again(context, "title")
    described = linked_data.described(row, absolute(address), picture)
    if request.path == "/":
        described = linked_data.home()
    if place := context["here"].place:
        name = unescape(again(context, "crumb") or title)
        described = [*described, linked_data.trail(place.crumbs, name)]
    parts = {
        "title": title,
        "description": again(context, "description"),
        "url": absolute(request.path),
        "site_name": context["site"].name,
        "type": "article" if linked_data.is_article(row) else "website",
        "card": card,
        "picture": picture,
        "width": WIDTH,
        "height": HEIGHT,
        "data": linked_data.script(described) if described else "",
    }
    return render_to_string("_includes/machine.html", parts)


def again(context: Context, block: str) -> SafeString:
    """What the page's `block` says, rendered once more."""
    return mark_safe(BlockNode(block, NodeList()).render(context).strip())  # noqa: S308 - as there  # nosec B703
