from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.safestring import SafeString

from .. import captcha, choices, drawn

register = template.Library()


@register.simple_tag(takes_context=True)
def form_sections(context: Context, ticked: str) -> SafeString:
    shown = (settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_DOMAIN) if captcha.is_on() else ()
    site: Any = context["site"]
    return drawn.sections(ticked, tuple(choices.entry_years()), shown, site)
