"""The words by which the desk finds an inquiry, for those that are there already."""

from django.db import migrations

from content.folding import framed

SEARCHED = ("email", "employer", "first_name", "last_name", "reference")
AT_ONCE = 1000


def fold_them(apps, schema_editor):
    Inquiry = apps.get_model("inquiries", "Inquiry")
    folded = []
    for inquiry in Inquiry.objects.filter(erased_at=None).only(*SEARCHED).iterator():
        inquiry.search_text = framed(" ".join(getattr(inquiry, name) for name in SEARCHED))
        folded.append(inquiry)
        if len(folded) == AT_ONCE:
            Inquiry.objects.bulk_update(folded, ["search_text"])
            folded.clear()
    Inquiry.objects.bulk_update(folded, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0015_the_desk_works")]
    operations = [migrations.RunPython(fold_them, migrations.RunPython.noop)]
