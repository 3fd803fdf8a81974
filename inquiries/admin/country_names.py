"""Several countries in a form of the desk, by any of their names: quicker than a list of 250."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ..countries import codes_for, country_choices


class CountryNames(forms.CharField):
    """One name a line; gives the codes. A name that stood for several countries gives them all."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})

    def prepare_value(self, value: Any) -> str:
        if isinstance(value, str):
            return value  # as it was typed
        names = dict(country_choices())
        return "\n".join(names[str(country)] for country in value or [])

    def clean(self, value: Any) -> list[str]:
        codes: dict[str, None] = {}
        for line in filter(None, map(str.strip, super().clean(value).splitlines())):
            if not (found := codes_for(line)):
                raise ValidationError(f"No country is called “{line}”. Write one name a line.")
            codes |= dict.fromkeys(found)
        return list(codes)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial).split() != str(data or "").split()
