import django.utils.timezone
from django.db import migrations, models

# so that the worker counts the days of a site in use
ALL_HAVE_CHANGED = (
    "INSERT INTO inquiries_changedday (at) SELECT DISTINCT created_at FROM inquiries_inquiry"
)


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0033_import_rows_may_be_the_same")]

    operations = [
        migrations.CreateModel(
            name="ChangedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="DayFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(db_index=True)),
                (
                    "of",
                    models.CharField(
                        help_text="As inquiries/reports/counting.py names it.", max_length=40
                    ),
                ),
                ("figures", models.JSONField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("of", "day"), name="day_figures_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reports",
            fields=[],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "proxy": True,
                "default_permissions": ("view",),
                "indexes": [],
                "constraints": [],
            },
            bases=("inquiries.dayfigures",),
        ),
        migrations.RunSQL(ALL_HAVE_CHANGED, migrations.RunSQL.noop),
    ]
