"""What stands on a program's page besides its text and its facts: people, questions."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from content.links import can_be_dialed, telephone
from content.richtext import RichTextField

from .degree import DegreeType
from .program import Program


class Contact(models.Model):
    """A person or an office to ask about a program."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=100, help_text="A person or an office.")
    role = models.CharField(max_length=100, blank=True, help_text="Such as: program director.")
    email = models.EmailField(blank=True)
    phone = models.CharField(
        max_length=30,
        blank=True,
        validators=[can_be_dialed],
        help_text="With area code, such as 617-432-1000.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order, lowest first.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="", phone=""),
                name="contact_can_be_reached",
                violation_error_message="Give an e-mail address or a telephone number.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phone_link(self) -> str:
        return telephone(self.phone)


class Question(models.Model):
    """A question that is often asked, with its answer."""

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="questions",
        help_text="Left empty: it stands on the page of every program, below the program's own, "
        "and on the page of all programs.",
    )
    degree_type = models.ForeignKey(
        DegreeType,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="questions",
        help_text="For a question about one kind of degree: only programs that lead to it have it "
        "on their pages.",
    )
    question = models.CharField(max_length=200, help_text="As a visitor would ask it.")
    answer = RichTextField()
    position = models.PositiveSmallIntegerField(default=0, help_text="Order, lowest first.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(program=None) | Q(degree_type=None),
                name="question_is_of_a_program_or_a_degree",
                violation_error_message="Choose a program or a kind of degree, not both.",
            )
        ]

    def __str__(self) -> str:
        return self.question
