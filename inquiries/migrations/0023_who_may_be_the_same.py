"""By what likely duplicates are found, for those that are there already."""

from django.db import migrations

from inquiries.alike import mailbox_key, person_key

AT_ONCE = 1000


def compare_prospects(apps, schema_editor):
    Prospect = apps.get_model("inquiries", "Prospect")
    for rows in in_parts(Prospect.objects.only("email")):
        for prospect in rows:
            prospect.mailbox_key = mailbox_key(prospect.email)
        Prospect.objects.bulk_update(rows, ["mailbox_key"])


def compare_inquiries(apps, schema_editor):
    Inquiry = apps.get_model("inquiries", "Inquiry")
    said = ("first_name", "last_name", "country", "employer")
    for rows in in_parts(Inquiry.objects.filter(erased_at=None).only(*said)):
        for inquiry in rows:
            values = (str(getattr(inquiry, name)) for name in said)
            inquiry.person_key = person_key(*values)
        Inquiry.objects.bulk_update(rows, ["person_key"])


def in_parts(queryset):
    last = 0
    while rows := list(queryset.order_by("pk").filter(pk__gt=last)[:AT_ONCE]):
        yield rows
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0022_the_person")]
    operations = [
        migrations.RunPython(compare_prospects, migrations.RunPython.noop),
        migrations.RunPython(compare_inquiries, migrations.RunPython.noop),
    ]
