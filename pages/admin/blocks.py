"""The kinds of block as the page's form offers them, each with the fields that it needs."""

from typing import Any

from content_editor.admin import ContentEditorInline
from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget

from content import richtext
from content.images import SAY_WHAT_IT_SHOWS

from ..models import (
    Block,
    CallToAction,
    Contact,
    Figures,
    LinkList,
    Picture,
    Quotation,
    RichText,
)

ONLY_LINKS = richtext.RichTextField(blank=True, extensions=richtext.LINKS)


class LinkListForm(forms.ModelForm):
    text = ONLY_LINKS.formfield(
        widget=AdminTextareaWidget, help_text="A list of links. Headings and pictures are left out."
    )

    class Meta:
        model = LinkList
        fields = ["heading", "text"]

    def clean_text(self) -> str:
        links: str = ONLY_LINKS.sanitize(self.cleaned_data["text"])
        return links


class PictureForm(forms.ModelForm):
    class Meta:
        model = Picture
        fields = ["image", "image_alt", "image_credit", "byline"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("image", "image_alt"):
            self.fields[name].required = True
        self.fields["image_alt"].error_messages["required"] = SAY_WHAT_IT_SHOWS
        self.fields["image"].error_messages["required"] = "Choose a picture, or delete this block."


def inline(
    kind: type[Block], icon: str, fields: list[str], form: type[forms.ModelForm] = forms.ModelForm
) -> type[ContentEditorInline]:
    placed: list[str] = [*fields, "region", "ordering"]
    created: type[ContentEditorInline] = ContentEditorInline.create(
        kind, icon=icon, fields=placed, form=form
    )
    return created


INLINES = [
    inline(RichText, "notes", ["heading", "text"]),
    inline(LinkList, "link", ["heading", "text"], LinkListForm),
    inline(Figures, "pin", ["heading", "figures"]),
    inline(Quotation, "format_quote", ["text", "byline"]),
    inline(Picture, "image", ["image", "image_alt", "image_credit", "byline"], PictureForm),
    inline(CallToAction, "ads_click", ["heading", "text", "link_label", "link_url"]),
    inline(Contact, "call", ["heading"]),
]
