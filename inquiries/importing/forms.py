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
        found = {name: places[0] for name, places in recognized(headings).items() if places}
        for name, label in LABELS.items() if headings else ():
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=label if name in NEEDED else f"{label} (may be missing)",
                choices=[("", "Not in the file"), *places],
                required=False,
                initial=self.run.read_as.get("columns", found).get(name),
            )

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column_")]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def read_as(self) -> dict[str, Any]:
        """For the run: what was found out stays only where nothing was said."""
        said = self.cleaned_data
        columns = {
            name: int(said[f"column_{name}"]) if said[f"column_{name}"] else None
            for name in LABELS
            if f"column_{name}" in self.fields
        }
        kept = {"kind": self.run.read_as.get("kind", "")}
        named = {name: said[name] for name in ("encoding", "separator", "order") if said.get(name)}
        # columns of headings that were read in the wrong encoding may be others
        return {**kept, **named, **({"columns": columns} if self.has_said_columns else {})}

    @property
    def has_said_columns(self) -> bool:
        return any(name.startswith("column_") for name in self.changed_data) or bool(
            self.run.read_as.get("columns")
        )


class ConfirmForm(forms.Form):
    opened_as = forms.ChoiceField(
        label="They come in as",
        choices=ImportRun.Opened,
        initial=ImportRun.Opened.CLOSED,
        widget=forms.RadioSelect,
    )
