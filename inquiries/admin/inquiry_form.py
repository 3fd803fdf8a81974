"""What can be typed on an inquiry's page, and what is said when somebody else was faster."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict

from ..acts import Act
from ..models import Inquiry
from ..moves import NotAllowed, Overtaken, named_move, seen_as_it_is
from ..rulebook import may_own, name_of

OVERTAKEN = "Nothing was saved: this inquiry has changed since you opened it."
ERASED = "It has been erased, so there is nothing to save."
REASON_ALONE = "A reason belongs to a move: press the button of the move that you mean."


class InquiryForm(forms.ModelForm):
    """Each field says what stood there when the page was opened (`initial-owner` and so on).

    So what somebody else has changed in between is not written back by who left it alone.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    to = forms.CharField(required=False, max_length=12)  # the name of the buttons
    reason = forms.CharField(
        label="Reason, if you like",
        required=False,
        max_length=200,
        help_text="No move needs one. Staff read it in the log; it is erased with the inquiry.",
        widget=forms.TextInput(
            attrs={"list": "usual-reasons", "form": "inquiry_form", "class": "vTextField"}
        ),
    )

    OURS = frozenset({"seen", "to", "reason"})

    class Meta:
        model = Inquiry
        fields: list[str] = []  # those of the admin's fieldsets

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acts: list[Act] = []
        self.is_overtaken = False
        self.initial["seen"] = self.instance.version
        for name in self.fields.keys() - self.OURS:
            self.fields[name].show_hidden_initial = True
        if owner := self.fields.get("owner"):
            owner.queryset = may_own(Q(pk=self.instance.owner_id))  # type: ignore[attr-defined]
            owner.label_from_instance = name_of  # type: ignore[attr-defined]
            owner.empty_label = "Nobody yet"  # type: ignore[attr-defined]

    @property
    def written(self) -> list[str]:
        """The columns that whoever sent the form has changed."""
        return [name for name in self.changed_data if name not in self.OURS]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        try:
            row = seen_as_it_is(self.instance, given.get("seen"))
        except Overtaken as overtaken:
            self.show_as_it_is_now(overtaken)
            raise ValidationError(OVERTAKEN, code="overtaken") from None
        if row.erased_at:
            raise ValidationError(ERASED)
        self.check_move(row, given)
        return given

    def check_move(self, row: Inquiry, given: dict[str, Any]) -> None:
        if given.get("to"):
            try:
                named_move(row, given["to"])
            except NotAllowed as why:
                raise ValidationError(str(why), code="not_allowed") from None
        elif given.get("reason"):
            self.add_error("reason", REASON_ALONE)

    def show_as_it_is_now(self, overtaken: Overtaken) -> None:
        """What was typed stays; what was left alone shows what stands there now."""
        self.is_overtaken, self.acts = True, list(overtaken.acts)
        now = Inquiry.objects.get(pk=self.instance.pk)
        mine = self.written
        data: Any = cast(QueryDict, self.data).copy()
        for name in self.fields.keys() - self.OURS:
            bound = self[name]
            value = now.serializable_value(name)
            value = "" if value is None or value is False else value
            data[bound.html_initial_name] = value
            if name not in mine:
                data[bound.html_name] = value
        data["seen"] = now.version
        self.data = data
