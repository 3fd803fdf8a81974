import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0017_accesses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="for_staff",
            field=models.BooleanField(
                default=False, help_text="Such as who owns it: the person does not read it."
            ),
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("in_progress", "In progress"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("spam", "Spam"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("in_progress", "In progress"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("spam", "Spam"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, help_text="Erased with the inquiry.", max_length=200
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="inquiries.inquiry",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("after", "in_progress"), ("before", "new")),
                            models.Q(("after", "answered"), ("before", "new")),
                            models.Q(("after", "closed"), ("before", "new")),
                            models.Q(("after", "spam"), ("before", "new")),
                            models.Q(("after", "answered"), ("before", "in_progress")),
                            models.Q(("after", "closed"), ("before", "in_progress")),
                            models.Q(("after", "new"), ("before", "in_progress")),
                            models.Q(("after", "spam"), ("before", "in_progress")),
                            models.Q(("after", "closed"), ("before", "answered")),
                            models.Q(("after", "in_progress"), ("before", "answered")),
                            models.Q(("after", "spam"), ("before", "answered")),
                            models.Q(("after", "in_progress"), ("before", "closed")),
                            models.Q(("after", "answered"), ("before", "closed")),
                            models.Q(("after", "spam"), ("before", "closed")),
                            models.Q(("after", "new"), ("before", "spam")),
                            _connector="OR",
                        ),
                        name="move_is_a_named_one",
                        violation_error_message="There is no such move.",
                    )
                ],
            },
        ),
    ]
