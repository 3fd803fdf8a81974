"""People who share the inquiries that are given to them together."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords


class Team(models.Model):
    name = models.CharField(max_length=100, unique=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="TeamMember", related_name="desk_teams"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="desk_memberships",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Lowest first.")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "member"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"],
                name="person_once_per_team",
                violation_error_message="This person is in the team already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class Turn(models.Model):
    """How many inquiries a team was given by turns. Apart from the team: saving one must not set
    the other back."""

    team = models.OneToOneField(
        Team, on_delete=models.CASCADE, primary_key=True, related_name="turn"
    )
    taken = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.taken} turns"
