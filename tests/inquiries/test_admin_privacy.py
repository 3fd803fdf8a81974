"""Privacy on the desk: consents in their words, erasing, and what will be erased."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from hms_site.management.groups import make_groups
from inquiries.consent import Purpose, current, wordings
from inquiries.models import Access, Change, Consent, Inquiry
from inquiries.retention import RETENTION
from tests.factories import ConsentFactory, DeliveryFactory, InquiryFactory, StaffFactory
from tests.inquiries.desk import LIST, address, save
from tests.inquiries.dump import dump
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
WILL_BE = f"{LIST}will-be-erased/"


@pytest.fixture(params=["Inquiries desk", "Administrators"])
def staff(request):
    make_groups()
    user = StaffFactory()
    user.groups.add(Group.objects.get(name=request.param))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def erase_page(inquiry):
    return f"{LIST}{inquiry.pk}/erase/"


def found(client, **query):
    return {row.reference for row in client.get(LIST, query).context["cl"].result_list}


def test_inquiry_shows_the_exact_words_that_were_agreed_to(staff):
    consent = ConsentFactory(version="2026-11")

    text = Page(staff.get(address(consent.inquiry))).text

    assert "We keep them for 24 months and then erase them." in text
    assert "2026-11" in text


def test_inquiry_shows_what_the_person_did(staff):
    change = Change.objects.create(inquiry=InquiryFactory(), what="Corrected: first name.")

    assert "Corrected: first name." in Page(staff.get(address(change.inquiry))).text


def test_prospect_shows_inquiries_consents_changes_and_deliveries(staff):
    inquiry = InquiryFactory(wants_mail=True)
    Change.objects.create(inquiry=inquiry, what="Corrected: country.")
    DeliveryFactory(inquiry=inquiry, state="dead")

    text = Page(staff.get(f"/admin/inquiries/prospect/{inquiry.prospect_id}/change/")).text

    for shown in (inquiry.reference, "Further mail", "Corrected: country.", "failed for good"):
        assert shown in text


def test_filter_knows_three_answers_to_further_mail(admin_client):
    yes, withdrawn = InquiryFactory.create_batch(2, wants_mail=True)
    Consent.objects.filter(inquiry=withdrawn).update(withdrawn_at=timezone.now())
    no = InquiryFactory()

    assert found(admin_client, mail="yes") == {yes.reference}
    assert found(admin_client, mail="withdrawn") == {withdrawn.reference}
    assert found(admin_client, mail="no") == {no.reference}


def test_erased_inquiries_are_listed_when_asked_for(staff):
    gone, here = InquiryFactory.create_batch(2)
    staff.post(erase_page(gone))

    assert found(staff) == {here.reference}
    assert found(staff, erased="yes") == {gone.reference}
    assert found(staff, erased="all") == {gone.reference, here.reference}


def test_page_of_erasing_says_what_goes_and_changes_nothing(staff):
    inquiry = InquiryFactory()
    before = dump(but=[Access])

    text = Page(staff.get(erase_page(inquiry))).text

    assert "What goes" in text
    assert "What stays" in text
    assert dump(but=[Access]) == before


def test_staff_erase_and_their_name_stays(staff):
    inquiry = InquiryFactory()

    response = staff.post(erase_page(inquiry), follow=True)

    assert "is erased" in Page(response).text
    inquiry.refresh_from_db()
    assert inquiry.erased_at
    assert Change.objects.get().by == staff.user


def test_button_is_there_until_it_is_erased(staff):
    inquiry = InquiryFactory()
    assert erase_page(inquiry) in staff.get(address(inquiry)).content.decode()

    staff.post(erase_page(inquiry))

    assert erase_page(inquiry) not in staff.get(address(inquiry)).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_account_without_the_permission_erases_nothing(client, method):
    client.force_login(StaffFactory())
    inquiry = InquiryFactory()

    assert getattr(client, method)(erase_page(inquiry)).status_code == 403
    assert client.get(WILL_BE).status_code == 403
    assert Inquiry.objects.kept().exists()


@pytest.mark.parametrize("kind", ["inquiry", "prospect"])
def test_not_even_a_superuser_deletes(admin_client, kind):
    inquiry = InquiryFactory()
    number = inquiry.pk if kind == "inquiry" else inquiry.prospect_id

    response = admin_client.post(f"/admin/inquiries/{kind}/{number}/delete/", {"post": "yes"})

    assert response.status_code == 403


def test_held_inquiry_is_not_erased(staff):
    held = InquiryFactory(is_held=True, hold_reason="Case 7")

    assert "Case 7" in Page(staff.get(erase_page(held))).text
    assert "legal hold keeps" in Page(staff.post(erase_page(held), follow=True)).text
    assert Inquiry.objects.kept().exists()


def test_hold_is_set_with_its_reason(staff):
    inquiry = InquiryFactory()

    save(staff, inquiry, is_held="on", hold_reason="Case 7")

    assert (inquiry.is_held, inquiry.hold_reason) == (True, "Case 7")


def test_hold_without_a_reason_is_refused_with_words(staff):
    inquiry = InquiryFactory()

    response = save(staff, inquiry, is_held="on")

    assert "Say why the inquiry must be kept" in Page(response).text
    assert not inquiry.is_held


def test_database_refuses_a_hold_without_a_reason():
    inquiry = InquiryFactory()
    inquiry.is_held = True

    with pytest.raises(ValidationError, match="Say why"):
        inquiry.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        inquiry.save()


def test_database_refuses_a_second_consent_and_one_withdrawn_too_early():
    consent = ConsentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(inquiry=consent.inquiry)
    consent.withdrawn_at = consent.given_at - timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        consent.save()


def test_preview_lists_what_is_due_and_what_comes_within_a_month(staff):
    now = timezone.now()
    due, soon, later = (
        InquiryFactory(created_at=now - RETENTION + timedelta(days=days)) for days in (-1, 29, 31)
    )
    doubtful = InquiryFactory(captcha="unverified")
    held = InquiryFactory(created_at=now - 2 * RETENTION, is_held=True, hold_reason="Case 7")

    text = Page(staff.get(WILL_BE)).text

    for row in (due, soon, held, doubtful):
        assert row.reference in text
    assert later.reference not in text
    assert "Case 7" in text
    assert "Spam, or address not confirmed" in text


def test_preview_of_nothing_says_so(staff):
    InquiryFactory()

    assert "Nothing is due" in Page(staff.get(WILL_BE)).text


def test_list_leads_to_the_preview(staff):
    assert WILL_BE in staff.get(LIST).content.decode()


# the wordings


def test_form_prints_the_current_wordings(client):
    page = Page(client.get("/brochure/")).text

    note = current(Purpose.ANSWERING).text.partition("{address}")[0].strip()
    assert note in " ".join(page.split())
    assert current(Purpose.MAIL).text in page


def test_each_wording_has_a_version_of_its_own_and_a_line_in_the_changelog(settings):
    versions = [(wording.purpose, wording.version) for wording in wordings()]
    changelog = (settings.BASE_DIR / "CHANGELOG.md").read_text()

    assert len(set(versions)) == len(versions)
    assert all(f"- {version}:" in changelog for _, version in versions)
