from django.db import migrations

BATCH = 1000


def move(apps, schema_editor):
    """What the inquiry's own columns said: both consents were given by sending the form."""
    Consent = apps.get_model("inquiries", "Consent")
    rows = apps.get_model("inquiries", "Inquiry").objects.values_list(
        "pk", "consent_version", "created_at", "wants_mail"
    )
    consents = (
        Consent(inquiry_id=pk, purpose=purpose, version=version, given_at=created_at)
        for pk, version, created_at, wants_mail in rows.order_by("pk").iterator(BATCH)
        for purpose in ("answering", *(["mail"] if wants_mail else []))
    )
    made = []
    for consent in consents:
        made.append(consent)
        if len(made) == BATCH:
            Consent.objects.bulk_create(made)
            made = []
    Consent.objects.bulk_create(made)


def move_back(apps, schema_editor):
    inquiries = apps.get_model("inquiries", "Inquiry").objects
    consents = apps.get_model("inquiries", "Consent").objects
    for pk, version in consents.filter(purpose="answering").values_list("inquiry", "version"):
        inquiries.filter(pk=pk).update(consent_version=version)
    wanted = consents.filter(purpose="mail", withdrawn_at=None)
    inquiries.filter(pk__in=wanted.values("inquiry")).update(wants_mail=True)
    consents.all().delete()


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0009_consents_and_holds")]
    operations = [migrations.RunPython(move, move_back)]
