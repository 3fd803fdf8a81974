from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from programs import drawn
from programs.models import CreditRule, Program

register = template.Library()


@register.simple_tag
def credit_drawing(rule: CreditRule | None, wide: bool | str = False) -> SafeString:
    return drawn.credits(rule, wide=bool(wide))


@register.simple_tag
def program_section_nav(program: Program, place: Any) -> SafeString:
    return drawn.section_nav(program, place)


@register.filter
def of_this_site_and_year(links: Iterable[Any]) -> list[Any]:
    """Of the additional resources those that every program's page can send on to."""
    return [link for link in links if not link.is_outside and not link.has_passed()]
