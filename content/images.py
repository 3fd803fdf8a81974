"""A picture with what it needs: sizes for every screen, and a text for who cannot see it."""

from functools import cached_property, partial
from typing import Any

import pictures.models
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete

from . import uploads
from .picture_form import PictureFormField, PictureInput
from .picture_sizes import forget

CROPPED = "3/2"
SAY_WHAT_IT_SHOWS = "Say what the picture shows, for who cannot see it."


class NotStored(Exception):
    """The disk, or the store elsewhere, did not take a picture."""


class PictureFile(pictures.models.PictureFieldFile):
    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Whoever stores a picture, a form or a command: it is drawn anew first."""
        picture = uploads.clean(content)
        try:
            super().save(picture.name, picture, save)
        except OSError as error:
            raise NotStored(picture.name) from error

    @cached_property
    def whole(self) -> list[tuple[str, str]]:
        """Media type and srcset of each kind of file, for `_includes/picture.html`."""
        return self.sources(None)

    @cached_property
    def cropped(self) -> list[tuple[str, str]]:
        """The same, three wide by two high."""
        return self.sources(CROPPED)

    @property
    def smallest(self) -> str:
        """The address of its smallest copy; empty when it has none."""
        drawn = sorted(self.get_picture_files_list(), key=lambda size: size.width)
        return drawn[0].url if drawn else ""

    def sources(self, ratio: str | None) -> list[tuple[str, str]]:
        kinds = {kind: sizes for kind, sizes in self.aspect_ratios[ratio].items() if sizes}
        return [
            (f"image/{kind.lower()}", ", ".join(f"{sizes[w].url} {w}w" for w in sorted(sizes)))
            for kind, sizes in kinds.items()
        ]


class PictureField(pictures.models.PictureField):
    attr_class = PictureFile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("aspect_ratios", [None, CROPPED])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Without the sizes: they are settings, and no matter of the database."""
        name, path, args, kwargs = super().deconstruct()
        sizes = ("aspect_ratios", "container_width", "file_types", "pixel_densities")
        for setting in (*sizes, "grid_columns", "breakpoints"):
            kwargs.pop(setting)
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        # the admin asks for its own input by `widget`, and would leave out the picture
        kwargs |= {"form_class": PictureFormField, "widget": PictureInput}
        return models.FileField.formfield(self, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        before = stored_name(model_instance)
        file = super().pre_save(model_instance, add)
        if before and before != file.name:
            forget_when_saved(file.storage, before)
        return file


class Illustrated(models.Model):
    image = PictureField(
        "picture",
        upload_to="pictures",
        blank=True,
        width_field="image_width",
        height_field="image_height",
        help_text="JPEG, PNG, WebP or AVIF, best 2000 pixels wide or more. It is stored anew, "
        "without what the camera wrote into it.",
    )
    image_alt = models.CharField(
        "alternative text (for people who cannot see the picture)",
        max_length=250,
        blank=True,
        help_text="What it shows, in a sentence. Needed with every picture.",
    )
    image_credit = models.CharField("picture credit", max_length=150, blank=True)
    image_width = models.PositiveIntegerField(null=True, editable=False)
    image_height = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(image="") | ~Q(image_alt=""),
                name="%(app_label)s_%(class)s_picture_has_a_text",
                violation_error_message=SAY_WHAT_IT_SHOWS,
            )
        ]

    def clean(self) -> None:
        """Says beside the text what the constraint would say above the form."""
        super().clean()
        if self.image and not self.image_alt:
            raise ValidationError({"image_alt": SAY_WHAT_IT_SHOWS})


def stored_name(row: models.Model) -> str | None:
    """The picture that the row has in the database."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    return rows.values_list("image", flat=True).first() if row.pk else None


def forget_when_saved(storage: Any, name: str) -> None:
    """After the commit, so that whoever goes on reading the old row finds its picture."""
    transaction.on_commit(partial(forget_unless_shown, storage, name))


def forget_unless_shown(storage: Any, name: str) -> None:
    shown = (
        model._base_manager.filter(image=name).exists()
        for model in apps.get_models()
        if issubclass(model, Illustrated) and not model._meta.proxy
    )
    if not any(shown):
        forget(storage, name)


def forget_with_row(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if isinstance(instance, Illustrated) and instance.image:
        forget_when_saved(instance.image.storage, instance.image.name)


def connect() -> None:
    """A signal, since rows that go with another one are deleted without their `delete()`."""
    post_delete.connect(forget_with_row, dispatch_uid="content.images")
