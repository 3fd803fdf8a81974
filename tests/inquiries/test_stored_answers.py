"""What an inquiry keeps when staff rename or delete what it was about."""

import pytest
from django.db.models import ProtectedError

from inquiries.models import FormOption, Inquiry, Prospect
from programs.models import Program
from tests.factories import FormOptionFactory
from tests.inquiries.pages import send


def test_labels_stay_as_they_read_that_day(client, answers):
    doctor = FormOptionFactory(kind=FormOption.Kind.SALUTATION, label="Dr.")
    send(client, answers | {"salutation": str(doctor.pk)})

    Program.objects.update(official_name="Master of Everything")
    for option in FormOption.objects.all():
        option.label += ", renamed"
        option.save()

    inquiry = Inquiry.objects.get()
    assert inquiry.salutation == "Dr."
    assert [str(asked) for asked in inquiry.programs.all()] == ["Master of Immunology"]
    assert [str(interest) for interest in inquiry.interests.all()] == ["Student"]


@pytest.mark.parametrize("model", [Program, FormOption, Prospect])
def test_what_an_inquiry_points_at_cannot_be_deleted(client, answers, model):
    send(client, answers)

    with pytest.raises(ProtectedError):
        model.objects.get().delete()
