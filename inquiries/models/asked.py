"""What an inquiry asks for, in the words of that day."""

from django.db import models

from programs.models import Program

from .form_option import FormOption
from .inquiry import Inquiry


class InquiryProgram(models.Model):
    """A program that was asked for, with the name it had that day."""

    inquiry = models.ForeignKey(
        Inquiry,
        on_delete=models.CASCADE,
        db_index=False,  # the constraint below begins with it
        related_name="programs",
    )
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="inquiries")
    name = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "program"], name="program_once_per_inquiry")
        ]

    def __str__(self) -> str:
        return self.name


class InquiryInterest(models.Model):
    """A work or interest that was ticked, with the label it had that day."""

    inquiry = models.ForeignKey(
        Inquiry,
        on_delete=models.CASCADE,
        db_index=False,  # the constraint below begins with it
        related_name="interests",
    )
    option = models.ForeignKey(
        FormOption,
        on_delete=models.PROTECT,
        related_name="inquiries",
        verbose_name="work or interest",
    )
    label = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "option"], name="interest_once_per_inquiry")
        ]

    def __str__(self) -> str:
        return self.label
