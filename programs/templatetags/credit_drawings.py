from django import template

from programs import catalog
from programs.models import CreditRule

register = template.Library()


@register.simple_tag
def credit_drawing(rule: CreditRule | None, wide: bool | str = False) -> str:
    """The drawing of `rule`, made once until content changes; `wide` for more room."""
    return catalog.drawing(rule, wide=bool(wide))
