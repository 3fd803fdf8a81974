"""Whatever is typed is stored and mailed, or refused with a message and shown again."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inquiries.models import Delivery, Inquiry
from inquiries.outbox import deliver_due
from tests.inquiries.pages import kept, send

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=205)
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=205)
TYPED = {
    "first_name": PLAIN | ANYTHING,
    "last_name": PLAIN | ANYTHING,
    "email": st.emails() | st.builds("ada@{}.example".format, PLAIN) | ANYTHING,
    "employer": PLAIN | ANYTHING,
}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.fixed_dictionaries(TYPED))
def test_any_text_is_stored_and_mailed_or_refused_and_kept(client, answers, typed):
    with transaction.atomic():
        response = send(client, answers | typed)

        if response.status_code == 422:
            assert kept(response, answers | typed) == answers | typed
            assert not Inquiry.objects.exists()
        else:
            assert client.get(response["Location"]).status_code == 200
            deliver_due()
            brochure = Delivery.objects.get(kind=Delivery.Kind.BROCHURE)
            assert brochure.state == Delivery.State.SENT
        transaction.set_rollback(True)
