"""The picture in forms: shown as it is, checked and drawn anew when another one comes."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget

from . import uploads


class PictureInput(AdminFileWidget):
    template_name = "content/picture_input.html"

    class Media:
        js = ["js/picture_input.js"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        kinds = ",".join(f"image/{kind.lower()}" for kind in uploads.FORMATS)
        limit = {"accept": kinds, "data-max-bytes": uploads.MAX_BYTES}
        super().__init__({**limit, **(attrs or {})})


class PictureFormField(forms.FileField):
    widget = PictureInput

    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        return uploads.clean(upload) if upload else upload
