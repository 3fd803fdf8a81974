"""The form in which a member of staff writes to a person."""

import uuid
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from ..cleaning import one_line
from ..models import Inquiry, ReplyTemplate
from ..models.reply import LONGEST
from ..replies import Draft, last_word
from ..reply_fields import values_of
from ..reply_text import check, check_subject, fill, say_all_missing


class ReplyForm(forms.Form):
    """Gives a Draft. A field that staff typed themselves is filled like one of a template.

    `token` makes the form one reply, however often it is sent; `seen` tells whether somebody else
    has answered since; `kept` holds what was typed before another template was chosen.
    """

    template = forms.ModelChoiceField(
        ReplyTemplate.objects.none(), required=False, empty_label="None: an empty page"
    )
    subject = forms.CharField(
        max_length=150,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        error_messages={"required": "Write a subject."},
    )
    body = forms.CharField(
        label="Text",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 18}),
        error_messages={"required": "Write what you want to say."},
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=32)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=100)
    kept = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, inquiry: Inquiry, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inquiry, self.by = inquiry, by
        templates = ReplyTemplate.objects.fitting(inquiry)
        self.fields["template"].queryset = templates  # type: ignore[attr-defined]

    def clean_subject(self) -> str:
        return self.filled(one_line(self.cleaned_data["subject"]), check_subject)

    def clean_body(self) -> str:
        body = self.cleaned_data["body"].replace("\r\n", "\n")
        if not body.strip():
            raise ValidationError("Write what you want to say.")
        return self.filled(body.strip(), check)

    def filled(self, text: str, check: Any) -> str:
        check(text)
        filled = fill(text, values_of(self.inquiry, self.by))
        filled.refuse_if_missing()
        return filled.text

    @property
    def not_filled(self) -> list[str]:
        """Of a text that was begun with a template: what it needs and the inquiry has not."""
        values = values_of(self.inquiry, self.by)
        texts = (str(self.initial.get(name, "")) for name in ("subject", "body"))
        return say_all_missing(name for text in texts for name in fill(text, values).missing)

    @property
    def draft(self) -> Draft:
        said = self.cleaned_data
        return Draft(said["subject"], said["body"], said["template"])


def first_answers(
    inquiry: Inquiry, by: User, template: ReplyTemplate | None = None
) -> dict[str, Any]:
    """What stands in a new form: the template with all that is known of the inquiry put in."""
    return {"token": uuid.uuid4().hex, "seen": last_word(inquiry), **begun(inquiry, by, template)}


def begun(inquiry: Inquiry, by: User, template: ReplyTemplate | None) -> dict[str, Any]:
    """Fields that are empty for this inquiry stay as they are, to be seen and mended."""
    if template is None:
        return {"template": None, "subject": "", "body": ""}
    values = values_of(inquiry, by)
    return {
        "template": template.pk,
        "subject": fill(template.subject, values).text,
        "body": fill(template.body, values).text,
    }
