"""A picture with what it needs: sizes for every screen, and a text for who cannot see it."""

from django.db import models
from django.db.models import Q
from pictures.models import PictureField


class Illustrated(models.Model):
    image = PictureField(
        "picture",
        upload_to="pictures",
        blank=True,
        width_field="image_width",
        height_field="image_height",
        aspect_ratios=[None, "3/2"],
        help_text="JPEG, PNG, WebP or AVIF, best 2000 pixels wide or more. It is stored anew, "
        "without what the camera wrote into it.",
    )
    image_alt = models.CharField(
        "text for who cannot see the picture",
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
                violation_error_message="Say what the picture shows, for who cannot see it.",
            )
        ]
