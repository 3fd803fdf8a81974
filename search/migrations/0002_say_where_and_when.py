from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="dated",
            field=models.DateField(
                blank=True,
                help_text="The day of the news, or of the event where it happens.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="trail",
            field=models.CharField(blank=True, help_text="The titles above it.", max_length=1000),
        ),
        migrations.AlterField(
            model_name="document",
            name="folded_text",
            field=models.TextField(help_text="Of title and text."),
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("program", "Program"),
                    ("page", "Page"),
                    ("event", "Event"),
                    ("news", "News"),
                ],
                max_length=20,
            ),
        ),
        # anew, as the last column; index_search fills it
        migrations.RemoveField(model_name="document", name="text"),
        migrations.AddField(
            model_name="document",
            name="text",
            field=models.TextField(default="", help_text="Its parts, one a line."),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["state", "publish_at", "unpublish_at"], name="documents_by_moment"
            ),
        ),
    ]
