import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0021_administrators_read_accesses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "brought",
                    models.JSONField(
                        default=list,
                        help_text="Numbers of the further addresses that the joined one had.",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="NotTheSame",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AlterModelOptions(
            name="prospect",
            options={
                "permissions": [
                    ("merge_prospect", "Can say that two prospects are one person, or not")
                ],
                "verbose_name": "person",
                "verbose_name_plural": "people",
            },
        ),
        migrations.AddField(
            model_name="inquiry",
            name="person_key",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="Equal where names are worth comparing: of COMPARED, by alike.py.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="prospect",
            name="mailbox_key",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="Equal for addresses that are likely one mailbox.",
                max_length=254,
            ),
        ),
        migrations.AddField(
            model_name="prospect",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The address that stands for the person; empty on that one itself.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="further",
                to="inquiries.prospect",
            ),
        ),
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(
                condition=models.Q(("person_key", ""), _negated=True),
                fields=["person_key"],
                name="inquiry_may_be_the_same",
            ),
        ),
        migrations.AddIndex(
            model_name="prospect",
            index=models.Index(fields=["mailbox_key"], name="prospect_mailbox"),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("erased_at", None), ("person_key", ""), _connector="OR"),
                name="erased_inquiry_is_like_nobody",
                violation_error_message="An erased inquiry keeps nothing of the person.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prospect",
            constraint=models.CheckConstraint(
                condition=models.Q(("same_as", models.F("pk")), _negated=True),
                name="prospect_is_same_as_another",
                violation_error_message="Nobody is joined with themselves.",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="joined",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="inquiries.prospect",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="kept",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="inquiries.prospect",
            ),
        ),
        migrations.AddField(
            model_name="notthesame",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notthesame",
            name="one",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="inquiries.prospect",
            ),
        ),
        migrations.AddField(
            model_name="notthesame",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="inquiries.prospect",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("joined")), _negated=True),
                name="merge_is_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="notthesame",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="pair_is_kept_once"),
        ),
        migrations.AddConstraint(
            model_name="notthesame",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="pair_is_kept_one_way"
            ),
        ),
    ]
