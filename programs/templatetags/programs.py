from django import template
from django.template import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from content.academic_year import academic_year
from programs import catalog, drawn
from programs.models import CreditRule, Program

register = template.Library()


@register.simple_tag
def credit_drawing(rule: CreditRule | None, wide: bool | str = False) -> SafeString:
    return drawn.credits(rule, wide=bool(wide))


@register.simple_tag(takes_context=True)
def programs_by_degree(context: Context) -> SafeString:
    return drawn.landing(academic_year(timezone.localdate()), context["site"])


@register.simple_tag(takes_context=True)
def program_article(context: Context, program: Program) -> SafeString:
    return drawn.article(program, catalog.now(program), context["site"], context["here"].place)
