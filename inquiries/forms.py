"""The brochure form: the boundary between what was typed and what is stored."""

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from programs.models import Program

from . import captcha, cleaning
from .actions import Answers, is_stored
from .countries import country_choices
from .models import FormOption, Inquiry
from .widgets import CountrySelect

NAME_LENGTH = 200
EMAIL_LENGTH = 254
INCLUDES = "inquiries/_includes"


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
        super().__init__(label=label, max_length=max_length, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return cleaning.one_line(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: browsers would cut a pasted text in silence."""
        return {}


def today() -> str:
    return timezone.localdate().isoformat()


def attrs(**values: str) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in values.items()}


def country_search() -> dict[str, str]:
    """What static/js/country.js needs to turn the list into a search."""
    component = "vendor/accessible-autocomplete/accessible-autocomplete.min.js"
    return {
        "data_country_search": "",
        "data_names": reverse("inquiries:country_names"),
        "data_component": static(component) if settings.HAS_VENDOR_FILES else "",
    }


class Part(Div):
    """A part of the form under a heading of its own."""

    template = "site/layout/part.html"

    def __init__(self, title: str, *fields: Any) -> None:
        super().__init__(*fields)
        self.title = title


class InquiryForm(forms.Form):
    salutation = forms.ChoiceField(
        label="Salutation",
        required=False,
        widget=forms.Select(attrs=attrs(autocomplete="honorific-prefix")),
        error_messages={"invalid_choice": "Choose a salutation from the list, or none."},
    )
    first_name = LineField(
        "First name",
        NAME_LENGTH,
        "first name",
        widget=forms.TextInput(attrs=attrs(autocomplete="given-name")),
    )
    last_name = LineField(
        "Last name",
        NAME_LENGTH,
        "last name",
        needed=True,
        required=False,
        widget=forms.TextInput(attrs=attrs(autocomplete="family-name")),
    )
    one_name = forms.BooleanField(label="I have one name", required=False)
    email = LineField(
        "E-mail address",
        EMAIL_LENGTH,
        "e-mail address",
        help_text="The brochure goes to this address.",
        widget=forms.EmailInput(attrs=attrs(autocomplete="email", inputmode="email")),
    )
    # no ChoiceField: it would work through its 250 choices for every form, twice
    country = forms.CharField(
        label="Country",
        required=False,
        widget=CountrySelect(attrs=attrs(autocomplete="country")),
    )
    employer = LineField(
        "Current employer",
        NAME_LENGTH,
        "employer’s name",
        required=False,
        widget=forms.TextInput(attrs=attrs(autocomplete="organization")),
    )
    programs = forms.MultipleChoiceField(
        label="Programs you want to hear about",
        help_text="Tick one or several.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one program.",
            "invalid_choice": "A program you ticked is not offered any more. "
            "Look through the list and send the form again.",
        },
    )
    interests = forms.MultipleChoiceField(
        label="Your work or personal interest",
        help_text="Tick one or several.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one that describes you.",
            "invalid_choice": "A choice you ticked is not offered any more. "
            "Look through the list and send the form again.",
        },
    )
    wants_mail = forms.BooleanField(
        label="Also send me news about the master’s programs from time to time", required=False
    )
    # A person sees neither and could mend nothing in them, so they take anything.
    # What fills every field of a page fills the first.
    website = forms.Field(
        label="Leave this empty", required=False, widget=forms.TextInput(attrs={"tabindex": "-1"})
    )
    key = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programs = Program.objects.open().only("slug", "official_name")
        self.open_programs = {program.slug: program for program in programs}
        self.options = {str(o.pk): o for o in FormOption.objects.filter(is_active=True)}
        self._offer("programs", self.open_programs)
        self._offer("salutation", self._options_of(FormOption.Kind.SALUTATION), empty="None")
        self._offer("interests", self._options_of(FormOption.Kind.INTEREST))
        self.fields["key"].initial = today()
        if captcha.is_on():
            self.fields["captcha"] = captcha.CaptchaField(label="Are you a person?")

    def _options_of(self, kind: FormOption.Kind) -> dict[str, FormOption]:
        return {value: option for value, option in self.options.items() if option.kind == kind}

    def _offer(self, name: str, rows: dict[str, Any], empty: str = "") -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [("", empty)] * bool(empty) + [(v, str(row)) for v, row in rows.items()]

    def clean_email(self) -> str:
        return cleaning.email_address(self.cleaned_data["email"])

    def clean_salutation(self) -> FormOption | None:
        return self.options.get(self.cleaned_data["salutation"])

    def clean_country(self) -> str:
        code: str = self.cleaned_data["country"]
        if code and code not in dict(country_choices()):
            raise ValidationError("Choose a country from the list, or leave it empty.")
        return code

    def clean_programs(self) -> list[Program]:
        ticked = dict.fromkeys(self.cleaned_data["programs"])
        return [self.open_programs[slug] for slug in ticked]

    def clean_interests(self) -> list[FormOption]:
        return [self.options[value] for value in dict.fromkeys(self.cleaned_data["interests"])]

    def clean(self) -> None:
        said = self.cleaned_data
        if "last_name" in said and not said["last_name"] and not said["one_name"]:
            self.add_error("last_name", "Enter your last name, or tick “I have one name”.")
        self.captcha = Inquiry.Captcha.OFF
        if "captcha" in self.fields and not self.errors:
            self._verify_captcha()

    def _verify_captcha(self) -> None:
        """Last of all: a token counts once, and would be lost to an error in another field."""
        field = cast(captcha.CaptchaField, self.fields["captcha"])
        try:
            self.captcha = field.verify(
                self.cleaned_data["captcha"], was_shown="captcha-shown" in self.data
            )
        except ValidationError as error:
            # the second click of a double click brings a spent token, but its inquiry is here
            if not is_stored(self.answers, self.form_key, self.is_spam):
                self.add_error("captcha", error)

    @property
    def answers(self) -> Answers:
        names = Answers.__annotations__
        return cast(Answers, {name: self.cleaned_data[name] for name in names})

    @property
    def form_key(self) -> str:
        """The day the form was given out: Back gives it again, and midnight does not change it."""
        return self.cleaned_data["key"] or today()

    @property
    def is_spam(self) -> bool:
        return bool(self.cleaned_data["website"])

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_action = reverse("inquiries:brochure")
        helper.attrs = {"novalidate": True, "data-inquiry-form": True}
        captcha_box = Field("captcha", template=f"{INCLUDES}/captcha.html")
        helper.layout = Layout(
            "key",
            Part(
                "About you",
                Div("salutation", css_class="field--short"),
                "first_name",
                "last_name",
                "one_name",
                "email",
                Field("country", template=f"{INCLUDES}/country.html", **country_search()),
                "employer",
            ),
            Part("What interests you", "programs", "interests"),
            Part(
                "Before you send it",
                Div(Field("website", autocomplete="off"), css_class="trap", aria_hidden="true"),
                *([captcha_box] if "captcha" in self.fields else []),
                HTML(f"{{% include '{INCLUDES}/privacy_note.html' %}}"),
                "wants_mail",
                Submit("", "Send me the brochure"),
            ),
        )
        return helper
