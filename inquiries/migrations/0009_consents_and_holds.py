import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0008_unconfirmed")]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("answering", "Answering the inquiry"), ("mail", "Further mail")],
                        max_length=10,
                    ),
                ),
                ("version", models.CharField(help_text="Which wording they saw.", max_length=20)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="inquiries.inquiry",
                    ),
                ),
            ],
            options={"ordering": ["purpose", "pk"]},
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                fields=("inquiry", "purpose"), name="one_consent_per_inquiry_and_purpose"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None),
                    ("withdrawn_at__gte", models.F("given_at")),
                    _connector="OR",
                ),
                name="consent_given_before_withdrawn",
                violation_error_message="It can be withdrawn only after it was given.",
            ),
        ),
        migrations.AlterModelOptions(
            name="inquiry",
            options={
                "ordering": ["-created_at", "-pk"],
                "permissions": [("erase_inquiry", "Can erase inquiries")],
                "verbose_name_plural": "inquiries",
            },
        ),
        migrations.AddField(
            model_name="inquiry",
            name="hold_reason",
            field=models.CharField(
                blank=True,
                help_text="The case or request that it is needed for. Erased with the inquiry.",
                max_length=200,
                verbose_name="why it is held",
            ),
        ),
        migrations.AlterField(
            model_name="inquiry",
            name="is_held",
            field=models.BooleanField(
                default=False,
                help_text="Kept past its time, whoever asks for it to be erased, until this is unticked.",
                verbose_name="legal hold",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_held", False),
                    models.Q(("hold_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="held_with_a_reason",
                violation_error_message="Say why the inquiry must be kept past its time.",
            ),
        ),
    ]
