"""The brochure form: the boundary between what was typed and what is stored."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from programs import plan_address
from programs.models import Program

from . import captcha, choices, form_token
from .actions import Answers, is_stored
from .consent import Purpose, current
from .countries import country_names
from .fields import CountrySelect, EmailLineField, LineField, Offering, SomeOf, Ticks, YearOf
from .layout import form_helper
from .models import FormOption, Inquiry
from .sources import Source, source_of

NAME_LENGTH = 200
NO_YEAR_YET = "I do not know yet"


class InquiryForm(forms.Form):
    salutation = Offering(
        label="Salutation",
        required=False,
        widget=forms.Select(attrs={"autocomplete": "honorific-prefix"}),
        error_messages={"invalid_choice": "Choose a salutation from the list, or none."},
    )
    first_name = LineField(
        "First name",
        NAME_LENGTH,
        "first name",
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = LineField(
        "Last name",
        NAME_LENGTH,
        "last name",
        needed=True,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    one_name = forms.BooleanField(
        label="I have one name",
        required=False,
        help_text="Then write it as your first name, and leave the last name empty.",
    )
    email = EmailLineField(help_text="The brochure goes to this address.")
    # no ChoiceField: it would work through its 250 choices for every form, twice
    country = forms.CharField(
        label="Country",
        required=False,
        help_text="Type its first letters, or choose it from the list.",
        widget=CountrySelect(attrs={"autocomplete": "country"}),
    )
    employer = LineField(
        "Current employer",
        NAME_LENGTH,
        "employer’s name",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    programs = SomeOf(
        label="Programs you want to hear about",
        help_text="Tick one or several.",
        widget=Ticks,
        error_messages={
            "required": "Tick at least one program.",
            "invalid_choice": "A program you ticked is not offered any more. "
            "Look through the list and send the form again.",
        },
    )
    interests = SomeOf(
        label="Your work or personal interest",
        help_text="Tick one or several.",
        widget=Ticks,
        error_messages={
            "required": "Tick at least one that describes you.",
            "invalid_choice": "A choice you ticked is not offered any more. "
            "Look through the list and send the form again.",
        },
    )
    entry_year = YearOf(
        label="When would you like to begin?",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": f"Choose a year from the list, or “{NO_YEAR_YET}”."},
    )
    wants_mail = forms.BooleanField(label=current(Purpose.MAIL).text, required=False)
    # A person sees neither and could mend nothing in them, so they take anything.
    # What fills every field of a page fills the first.
    website = forms.Field(
        label="Leave this empty", required=False, widget=forms.TextInput(attrs={"tabindex": "-1"})
    )
    key = forms.Field(required=False, widget=forms.HiddenInput, initial=form_token.new_token)
    # where they came from, as inquiries/sources.py reads it
    came_by = forms.Field(required=False, widget=forms.HiddenInput)
    # ticked by the planner's link; the address of somebody's choice there
    plan = forms.Field(label="A plan of study", required=False)

    def __init__(self, *args: Any, opened: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened = opened
        self.open_programs = choices.open_programs()
        self.options = choices.options()
        self._offer("programs", choices.open_programs)
        self._offer(
            "salutation", partial(choices.options_of, FormOption.Kind.SALUTATION), empty="No title"
        )
        self._offer("interests", partial(choices.options_of, FormOption.Kind.INTEREST))
        self._offer("entry_year", choices.entry_years, empty=NO_YEAR_YET)
        if captcha.is_on():
            self.fields["captcha"] = captcha.CaptchaField(label="Are you a person?")

    def _offer(self, name: str, rows: Callable[[], dict[str, Any]], empty: str = "") -> None:
        cast(Offering, self.fields[name]).offer(rows, empty)

    def clean_salutation(self) -> FormOption | None:
        return self.options.get(self.cleaned_data["salutation"])

    def clean_country(self) -> str:
        code: str = self.cleaned_data["country"]
        if code and code not in country_names():
            # asked about once: the page that asks has the field empty
            raise ValidationError(
                f"We know no country “{code[:60]}”. Choose one from the list, or leave it empty."
            )
        return code

    def clean_programs(self) -> list[Program]:
        ticked = dict.fromkeys(self.cleaned_data["programs"])
        return [self.open_programs[slug] for slug in ticked]

    def clean_interests(self) -> list[FormOption]:
        return [self.options[value] for value in dict.fromkeys(self.cleaned_data["interests"])]

    def clean_plan(self) -> str:
        return plan_address.canonical(self.cleaned_data["plan"] or "")

    def clean_key(self) -> datetime | None:
        return form_token.moment_of(self.cleaned_data["key"] or "")

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
            if not is_stored(self.answers, self.form_key, self.is_spam, self.opened_at):
                self.add_error("captcha", error)

    @property
    def answers(self) -> Answers:
        names = Answers.__annotations__
        return cast(Answers, {name: self.cleaned_data[name] for name in names})

    @property
    def form_key(self) -> str:
        """The day the form was given out: Back gives it again, and midnight does not change it."""
        return form_token.day_of(self.cleaned_data["key"])

    @property
    def opened_at(self) -> datetime | None:
        """When this browser was first given the form, which no other browser can say."""
        return self.opened or cast(datetime | None, self.cleaned_data["key"])

    @property
    def asked_plan(self) -> str:
        """For its tick box: the plan's address, and nothing that is none."""
        return plan_address.canonical(self["plan"].value() or "")

    @property
    def plan_in_words(self) -> str:
        return plan_address.in_words(self.asked_plan)

    @property
    def doubt(self) -> str:
        return form_token.doubt_about(self.cleaned_data["key"], self.opened)

    @property
    def source(self) -> Source:
        return source_of(self.cleaned_data["came_by"] or "")

    @property
    def is_spam(self) -> bool:
        return bool(self.cleaned_data["website"])

    @property
    def helper(self) -> FormHelper:
        return form_helper(self)
