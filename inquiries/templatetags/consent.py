from django import template

from ..consent import Purpose, current

register = template.Library()


@register.simple_tag
def wording(purpose: str) -> str:
    """What people agree to now."""
    return current(Purpose(purpose)).said
