from functools import cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from .countries import country_choices


class CountrySelect(forms.Select):
    """The list of countries, its 250 options rendered once per process instead of per request."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        final = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        options = rendered_options()
        if value in dict(country_choices()):
            chosen = format_html('<option value="{}"', value)
            options = options.replace(chosen, f"{chosen} selected", 1)
        # both parts were escaped where they were made
        return format_html("<select{}>{}</select>", flatatt(final), mark_safe(options))  # noqa: S308


@cache
def rendered_options() -> str:
    choices = (("", "Choose…"), *country_choices())
    return format_html_join("", '<option value="{}">{}</option>', choices)
