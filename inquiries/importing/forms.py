"""What a person says about a file: the file itself, how it is read, what becomes of its rows."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ..models import ImportRun
from .columns import LABELS, NEEDED, recognized
from .dates import Order
from .table import MOST_BYTES
from .text import Encoding, Separator

SHOWN = 40  # letters of a heading


class UploadForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="CSV or XLSX, up to 20 MB and 100,000 rows, with headings in the first row.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        allow_empty_file=True,  # its own message says more
        error_messages={"required": "Choose a file.", "missing": "Choose a file."},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError("The file is empty.")
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"The file has {file.size / 1e6:.0f} MB, and 20 MB is the most. Divide it into "
                "several, or save it as CSV."
            )
        return file


class ReadingForm(forms.Form):
    """How the file is read, as it was found out, to be put right."""

    encoding = forms.ChoiceField(choices=Encoding, required=False)
    separator = forms.ChoiceField(
        choices=[(value, value.label.capitalize()) for value in Separator], required=False
    )
    order = forms.ChoiceField(
        label="Dates in numbers",
        choices=[("", "Choose…"), *Order.choices],
        required=False,
    )

    def __init__(self, run: ImportRun, headings: list[str], data: Any = None) -> None:
        super().__init__(data)
        self.run = run
        if run.read_as.get("kind") == "XLSX":
            del self.fields["encoding"], self.fields["separator"]
        else:
            self.fields["encoding"].initial = run.read_as.get("encoding", Encoding.UTF8)
            self.fields["separator"].initial = run.read_as.get("separator", Separator.COMMA)
        self.fields["order"].initial = run.read_as.get("order") or run.read_as.get("found_order")
        self.offer_columns(headings)

    def offer_columns(self, headings: list[str]) -> None:
        places = [(str(n), f"{n + 1}. {heading[:SHOWN]}") for n, heading in enumerate(headings)]
        found = {name: found[0] for name, found in recognized(headings).items() if found}
        found |= self.run.read_as.get("columns", {})
        for name, label in LABELS.items() if headings else ():
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=label if name in NEEDED else f"{label} (may be missing)",
                choices=[("", "Not in the file"), *places],
                required=False,
                initial=as_choice(found.get(name)),
            )

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column_")]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def read_as(self) -> dict[str, Any]:
        """For the run: what a person said. The rest is found out anew."""
        said = self.cleaned_data
        read_as = {
            name: said[name] for name in ("encoding", "separator", "order") if said.get(name)
        }
        if columns := self.said_columns():
            read_as["columns"] = columns
        return {"kind": self.run.read_as.get("kind", ""), **read_as}

    def said_columns(self) -> dict[str, int | None]:
        """Empty when they were left as they had been found: in other letters they are others."""
        sent = [name for name in self.fields if name.startswith("column_") and name in self.data]
        if not self.run.read_as.get("columns") and not set(sent) & set(self.changed_data):
            return {}
        places = {name.removeprefix("column_"): self.cleaned_data[name] for name in sent}
        return {name: int(place) if place else None for name, place in places.items()}


def as_choice(place: int | None) -> str:
    return "" if place is None else str(place)


class ConfirmForm(forms.Form):
    opened_as = forms.ChoiceField(
        label="They come in as",
        choices=ImportRun.Opened,
        initial=ImportRun.Opened.CLOSED,
        widget=forms.RadioSelect,
    )
