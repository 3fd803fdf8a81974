from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0010_consents_move")]
    operations = [
        # a default, so that the column can be put back
        migrations.AlterField(
            "inquiry", "consent_version", models.CharField(max_length=20, default="")
        ),
        migrations.RemoveField("inquiry", "consent_version"),
        migrations.RemoveField("inquiry", "wants_mail"),
    ]
