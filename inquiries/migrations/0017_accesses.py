import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0016_found_by_what_they_said"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Access",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("list", "Looked at a list"),
                            ("view", "Opened one"),
                            ("export", "Exported"),
                            ("import", "Imported"),
                            ("refused", "Was refused"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Of the one that was opened, without a name.",
                        max_length=40,
                    ),
                ),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        help_text="Which filters or columns; never what was searched.",
                        max_length=200,
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        default=1, help_text="How many people's data it was."
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "accesses to personal data",
                "ordering": ["-at", "-pk"],
            },
        ),
    ]
