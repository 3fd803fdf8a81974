"""The forms with which a person corrects what we hold: those of the brochure, filled in."""

from typing import Any, TypedDict, cast

from crispy_forms.helper import FormHelper
from django import forms

from content.academic_year import span
from programs.models import Program

from . import choices
from .fields import EmailLineField
from .forms import NO_YEAR_YET, InquiryForm
from .layout import correction_helper
from .models import FormOption, Inquiry


class Corrected(TypedDict):
    """The cleaned answers of a correction."""

    salutation: FormOption | None
    first_name: str
    last_name: str
    country: str
    employer: str
    programs: list[Program]
    interests: list[FormOption]
    entry_year: int | None


class CorrectionForm(InquiryForm):
    """The same fields under the same rules, but for the address, which is asked first.

    What the inquiry asks for can stay when it is no longer offered.
    """

    CORRECTED = (*Corrected.__annotations__, "one_name")

    def __init__(self, *args: Any, inquiry: Inquiry) -> None:
        super().__init__(*args, initial=held(inquiry))
        for name in set(self.fields) - set(self.CORRECTED):
            del self.fields[name]
        asked = {p.program.slug: p.program for p in inquiry.programs.select_related("program")}
        ticked = {str(i.option_id): i.option for i in inquiry.interests.select_related("option")}
        self.open_programs = {**self.open_programs, **asked}
        self.options = {**self.options, **ticked}
        interests = {
            value: option
            for value, option in self.options.items()
            if option.kind == FormOption.Kind.INTEREST
        }
        self._offer("programs", lambda: self.open_programs)
        self._offer("interests", lambda: interests)
        if year := inquiry.entry_year:
            years = {str(year): span(year), **choices.entry_years()}
            self._offer("entry_year", lambda: years, empty=NO_YEAR_YET)

    @property
    def corrected(self) -> Corrected:
        names = Corrected.__annotations__
        return cast(Corrected, {name: self.cleaned_data[name] for name in names})

    @property
    def helper(self) -> FormHelper:
        return correction_helper(self)


def held(inquiry: Inquiry) -> dict[str, Any]:
    """What we hold, as the form would have it."""
    salutations = FormOption.objects.offered().filter(kind=FormOption.Kind.SALUTATION)
    salutation = salutations.filter(label=inquiry.salutation).first()
    return {
        "salutation": str(salutation.pk) if salutation else "",
        "first_name": inquiry.first_name,
        "last_name": inquiry.last_name,
        "one_name": not inquiry.last_name,
        "country": str(inquiry.country),
        "employer": inquiry.employer,
        "entry_year": str(inquiry.entry_year or ""),
        "programs": [asked.program.slug for asked in inquiry.programs.select_related("program")],
        "interests": [str(interest.option_id) for interest in inquiry.interests.all()],
    }


class AddressForm(forms.Form):
    """One e-mail address."""

    email = EmailLineField()
