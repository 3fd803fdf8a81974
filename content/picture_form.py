"""The picture in forms: shown as it is, checked and drawn anew when another one comes."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile

from . import uploads


class PictureInput(AdminFileWidget):
    template_name = "content/picture_input.html"
    lost = ""  # the name of a file that a form with errors did not keep

    class Media:
        js = ["js/picture_input.js"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        kinds = ",".join(f"image/{kind.lower()}" for kind in uploads.FORMATS)
        limit = {"accept": kinds, "data-max-bytes": uploads.MAX_BYTES}
        super().__init__({**limit, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["lost"] = self.lost
        return context


class PictureFormField(forms.FileField):
    widget = PictureInput

    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        return uploads.clean(upload) if upload else upload

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the field of a form with errors shows: no browser chooses the file again by itself.

        The widget is this form's own: forms copy their fields.
        """
        if isinstance(data, UploadedFile):
            self.widget.lost = str(data.name)
        return super().bound_data(data, initial)
