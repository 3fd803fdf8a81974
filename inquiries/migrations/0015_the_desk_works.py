from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0014_when_its_browser_was_given_the_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="inquiry",
            name="erased_inquiry_is_nameless",
        ),
        migrations.AddField(
            model_name="inquiry",
            name="assigned_because",
            field=models.CharField(
                blank=True, editable=False, max_length=200, verbose_name="why it is theirs"
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="brochure_opened_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="campaign",
            field=models.CharField(blank=True, editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="due_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="By our office hours; empty while nobody waits for an answer.",
                null=True,
                verbose_name="answer due",
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="medium",
            field=models.CharField(blank=True, editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="search_text",
            field=models.TextField(
                blank=True, editable=False, help_text="What the desk searches: SEARCHED, folded."
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="source",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="Where they came from: utm_source of the link, else the host that led here.",
                max_length=100,
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at", None),
                    models.Q(
                        ("email", ""),
                        ("employer", ""),
                        ("first_name", ""),
                        ("last_name", ""),
                        ("prospect", None),
                        ("salutation", ""),
                        ("search_text", ""),
                    ),
                    _connector="OR",
                ),
                name="erased_inquiry_is_nameless",
                violation_error_message="An erased inquiry keeps nothing of the person.",
            ),
        ),
    ]
