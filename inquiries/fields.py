"""The form's own kinds of field: a line of text, tick boxes, and the list of countries."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from . import cleaning
from .countries import country_choices, country_names

EMAIL_LENGTH = 254


class LineField(forms.CharField):
    """A line of text. Cleaned before it is measured: NFC can make some texts longer."""

    def __init__(
        self, label: str, max_length: int, what: str, needed: bool = False, **kwargs: Any
    ) -> None:
        self.needed = needed  # not optional, though it may be empty under a condition
        messages = {
            "required": f"Enter your {what}.",
            "max_length": f"Your {what} can have up to %(limit_value)d characters; "
            "this has %(show_value)d.",
        }
        self.length = max_length
        super().__init__(label=label, max_length=max_length, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value) or ""
        # far too long: the limit refuses it as it is, for NFC takes the square of the length
        return text if len(text) > 4 * self.length else cleaning.one_line(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: browsers would cut a pasted text in silence."""
        return {}


class EmailLineField(LineField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
        super().__init__("E-mail address", EMAIL_LENGTH, "e-mail address", widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        return cleaning.email_address(super().clean(value))


class Offering(forms.ChoiceField):
    """Choices that are read when somebody looks at them: a form that was sent shows none."""

    def offer(self, rows: Callable[[], Mapping[str, Any]], empty: str = "") -> None:
        """By the value that stands in the form; `empty` is what choosing none is called."""
        first = [("", empty)] if empty else []
        self.rows = rows
        self.choices = lambda: [*first, *((value, str(row)) for value, row in rows().items())]

    def valid_value(self, value: Any) -> bool:
        return str(value) in self.rows()


class SomeOf(Offering, forms.MultipleChoiceField):
    pass


class YearOf(Offering, forms.TypedChoiceField):
    pass


class Ticks(forms.CheckboxSelectMultiple):
    """Tick boxes in one flat template: Django's four nested ones are half the page's time."""

    template_name = "inquiries/widgets/ticks.html"


class CountrySelect(forms.Select):
    """The list of countries, its 250 options rendered once per process instead of per request."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        final = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        options = rendered_options()
        if value in country_names():
            chosen = format_html('<option value="{}"', value)
            options = options.replace(chosen, f"{chosen} selected", 1)
        # both parts were escaped where they were made
        return format_html("<select{}>{}</select>", flatatt(final), mark_safe(options))  # noqa: S308  # nosec B703


@cache
def rendered_options() -> str:
    choices = (("", "Choose…"), *country_choices())
    return format_html_join("", '<option value="{}">{}</option>', choices)
