"""How the brochure form is laid out, for crispy-forms."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

INCLUDES = "inquiries/_includes"


class FormSection(Div):
    """A part of the form under a heading of its own."""

    template = "site/layout/part.html"

    def __init__(self, title: str, *fields: Any) -> None:
        super().__init__(*fields)
        self.title = title


def country_search() -> dict[str, str]:
    """What static/js/country.js needs to turn the list into a search."""
    component = "vendor/accessible-autocomplete/accessible-autocomplete.min.js"
    return {
        "data_country_search": "",
        "data_names": reverse("inquiries:country_names"),
        "data_component": static(component) if settings.HAS_VENDOR_FILES else "",
        "data_sheet": static("css/components/autocomplete.css"),
    }


def about_you(*more: Any) -> FormSection:
    return FormSection(
        "About you",
        Div("salutation", css_class="field--short"),
        "first_name",
        "last_name",
        "one_name",
        *more,
        Field("country", template=f"{INCLUDES}/country.html", **country_search()),
        "employer",
    )


def what_interests_you(*more: Any) -> FormSection:
    entry = Div("entry_year", css_class="field--short")
    return FormSection("What interests you", "programs", "interests", entry, *more)


def correction_helper(form: forms.Form) -> FormHelper:
    helper = FormHelper(form)
    helper.attrs = {"novalidate": True}
    helper.layout = Layout(
        about_you(),
        what_interests_you(Submit("", "Save what you corrected")),
    )
    return helper


def form_helper(form: forms.Form) -> FormHelper:
    helper = FormHelper(form)
    helper.form_action = reverse("inquiries:brochure")
    helper.attrs = {"novalidate": True}
    plan = Field("plan", template=f"{INCLUDES}/asked_plan.html")
    helper.layout = Layout("key", "came_by", plan, *sections(form))
    return helper


def sections_helper(form: forms.Form) -> FormHelper:
    """What all visitors are shown, to stand within a form element."""
    helper = FormHelper(form)
    helper.form_tag = False
    helper.layout = Layout(*sections(form))
    return helper


def sections(form: forms.Form) -> list[Any]:
    captcha_box = Field("captcha", template=f"{INCLUDES}/captcha.html")
    return [
        # what static/js/email_hint.js guesses from
        about_you(Field("email", data_domains=reverse("inquiries:mail_domains"))),
        what_interests_you(),
        FormSection(
            "Before you send it",
            Div(Field("website", autocomplete="off"), css_class="trap", aria_hidden="true"),
            *([captcha_box] if "captcha" in form.fields else []),
            HTML(f"{{% include '{INCLUDES}/privacy_note.html' %}}"),
            "wants_mail",
            Submit("", "Send me the brochure"),
        ),
    ]
