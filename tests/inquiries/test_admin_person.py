"""The page of a person: who they are, what is open, one timeline, and notes written right there."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from hms_site.management.groups import make_groups
from inquiries.erasure import erase
from inquiries.models import Access, Inquiry, Note
from inquiries.moves import move
from tests.factories import (
    DeliveryFactory,
    InquiryFactory,
    InquiryProgramFactory,
    ProspectFactory,
    StaffFactory,
)
from tests.inquiries.desk import address
from tests.inquiries.dump import dump
from tests.inquiries.pages import Page
from tests.inquiries.people import join

pytestmark = pytest.mark.django_db
LIST = "/admin/inquiries/prospect/"
MOST_QUERIES = 12


@pytest.fixture
def clerk():
    make_groups()
    user = StaffFactory(username="clerk")
    user.groups.add(Group.objects.get(name="Inquiries desk"))
    return user


@pytest.fixture
def desk(clerk):
    client = Client()
    client.force_login(clerk)
    return client


def page_of(prospect, rest=""):
    return f"{LIST}{prospect.pk}/change/{rest}"


def shown(client, prospect, rest=""):
    return " ".join(Page(client.get(page_of(prospect, rest))).text.split())


def write(client, inquiry, text, prospect=None):
    path = f"{LIST}{(prospect or inquiry.prospect).pk}/note/"
    return client.post(path, {"note-text": text, "note-inquiry": inquiry.pk})


def limited(*codenames):
    """Somebody who may do these things alone."""
    user = StaffFactory()
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


# who they are


def test_page_names_them_as_their_latest_inquiry_does(desk):
    prospect = ProspectFactory(verified_at=timezone.now())
    week = timezone.now() - timedelta(days=7)
    InquiryFactory(prospect=prospect, first_name="Old", created_at=week)
    InquiryFactory(prospect=prospect, first_name="Adalbertine", country="XK", employer="Works")

    page = desk.get(page_of(prospect))

    said = page.content.decode()
    assert '<h1 class="person__name"><bdi>Adalbertine Example</bdi></h1>' in said
    for part in ("Kosovo", "Works", prospect.email, "Verified"):
        assert part in said


def test_inquiry_in_doubt_names_nobody_while_there_is_another(desk):
    prospect = ProspectFactory()
    InquiryFactory(prospect=prospect, first_name="Adalbertine")
    InquiryFactory(prospect=prospect, first_name="Eve", captcha=Inquiry.Captcha.UNVERIFIED)

    assert "<bdi>Adalbertine Example</bdi></h1>" in desk.get(page_of(prospect)).content.decode()


def test_page_says_what_is_open_and_whose(desk, clerk):
    prospect = ProspectFactory()
    InquiryProgramFactory(inquiry__prospect=prospect, inquiry__owner=clerk, name="Immunology")
    InquiryFactory(prospect=prospect)
    move(InquiryFactory(prospect=prospect), Inquiry.State.ANSWERED, by=clerk)

    said = shown(desk, prospect)

    assert "2 of 3 inquiries are open" in said
    assert "Immunology" in said
    assert "clerk’s" in said
    assert "nobody’s yet" in said


@pytest.mark.parametrize(("wants", "said"), [(True, "Yes, they agreed"), (False, "No: answers")])
def test_page_says_whether_further_mail_is_wanted(desk, wants, said):
    assert said in shown(desk, InquiryFactory(wants_mail=wants).prospect)


def test_page_says_which_mail_came_back(desk):
    returned = DeliveryFactory(returned_at=timezone.now(), returned="Bounced: no mailbox")

    said = shown(desk, returned.inquiry.prospect)

    assert said.count("Bounced: no mailbox") == 2  # on top, and in the line


def test_page_says_what_is_held(desk):
    held = InquiryFactory(is_held=True, hold_reason="Case 7")

    assert "Case 7" in shown(desk, held.prospect)


def test_joined_addresses_have_one_page(desk):
    one, other = InquiryFactory.create_batch(2)
    join(one.prospect, other.prospect)

    said = shown(desk, one.prospect)

    assert one.prospect.email in said
    assert other.prospect.email in said
    assert other.reference in said


def test_page_of_a_joined_address_leads_to_the_person(desk):
    one, other = InquiryFactory.create_batch(2)
    join(one.prospect, other.prospect)

    response = desk.get(page_of(other.prospect))

    assert (response.status_code, response["Location"]) == (302, page_of(one.prospect))


def test_markup_in_answers_and_notes_is_shown_as_text(desk, clerk):
    hostile = "<script>alert(1)</script>"
    asked = InquiryProgramFactory(
        name=hostile, inquiry__first_name=hostile, inquiry__employer=hostile
    )
    Note.objects.create(inquiry=asked.inquiry, author=clerk, text=hostile)

    page = desk.get(page_of(asked.inquiry.prospect)).content.decode()

    assert hostile not in page
    assert page.count("&lt;script&gt;alert(1)") >= 5


# the line


def test_long_line_is_turned_over_page_by_page(desk):
    prospect = ProspectFactory()
    InquiryFactory.create_batch(51, prospect=prospect)

    assert "Older" in shown(desk, prospect)
    assert "Newer" in shown(desk, prospect, "?page=2")


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, "²", ""])
def test_page_that_is_no_number_is_the_first(desk, page):
    assert "Asked" in shown(desk, InquiryFactory().prospect, f"?page={page}")


def test_page_beyond_the_last_is_empty_and_leads_back(desk):
    assert "Newer" in shown(desk, InquiryFactory().prospect, "?page=99")


def test_kind_that_is_none_shows_everything(desk):
    assert "Asked" in shown(desk, InquiryFactory().prospect, "?kind=forged")


@pytest.mark.parametrize("number", [1, 3, 60])
def test_queries_do_not_grow_with_the_person(desk, django_assert_max_num_queries, settings, number):
    prospect, other = InquiryFactory.create_batch(2, country="US", employer="Works")
    join(prospect.prospect, other.prospect)
    for _ in range(number):
        InquiryProgramFactory(inquiry__prospect=prospect.prospect)
        DeliveryFactory(inquiry=prospect)
        InquiryFactory(country="US", employer="Works")

    with django_assert_max_num_queries(MOST_QUERIES):
        desk.get(page_of(prospect.prospect))


# who may see it


def test_visitor_is_led_to_the_sign_in_page(client):
    path = page_of(InquiryFactory().prospect)

    assert client.get(path)["Location"] == f"/admin/login/?next={path}"


@pytest.mark.parametrize("codenames", [[], ["view_prospect"], ["view_inquiry"]])
def test_account_without_both_permissions_is_refused(codenames):
    inquiry = InquiryFactory(first_name="Adalbertine")

    for path in (LIST, page_of(inquiry.prospect)):
        response = limited(*codenames).get(path)
        assert response.status_code == 403
        assert "Adalbertine" not in response.content.decode()


def test_content_editor_is_refused(client):
    make_groups()
    editor = StaffFactory()
    editor.groups.add(Group.objects.get(name="Content editors"))
    client.force_login(editor)

    assert client.get(page_of(InquiryFactory().prospect)).status_code == 403


def test_view_only_account_sees_and_can_change_nothing():
    inquiry = InquiryFactory()
    viewer = limited("view_prospect", "view_inquiry")

    page = viewer.get(page_of(inquiry.prospect)).content.decode()

    assert inquiry.reference in page
    assert 'action="/admin/inquiries' not in page
    assert write(viewer, inquiry, "Forged.").status_code == 403
    assert not Note.objects.exists()


def test_notes_are_for_who_may_see_notes(clerk):
    note = Note.objects.create(inquiry=InquiryFactory(), author=clerk, text="Called back.")

    page = limited("view_prospect", "view_inquiry").get(page_of(note.inquiry.prospect))

    assert "Called back." not in page.content.decode()


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "x"])
def test_nobody_has_no_page(desk, number):
    assert desk.get(f"{LIST}{number}/change/").status_code == 404


def test_page_is_read_alone(desk):
    assert desk.post(page_of(InquiryFactory().prospect)).status_code == 405


def test_looking_is_counted_without_a_personal_value(desk, clerk):
    inquiry = InquiryFactory()

    desk.get(page_of(inquiry.prospect))

    access = Access.objects.get()
    assert (access.by, access.what) == (clerk, Access.What.VIEW)
    assert access.reference == f"prospect {inquiry.prospect_id}"


def test_looking_changes_nothing_else(desk):
    inquiry = InquiryFactory()
    before = dump()

    desk.get(page_of(inquiry.prospect))

    Access.objects.all().delete()
    assert dump() == before


# notes


def test_note_is_kept_about_the_inquiry_that_was_chosen(desk, clerk):
    prospect = ProspectFactory()
    older, _ = InquiryFactory.create_batch(2, prospect=prospect)

    response = write(desk, older, "Called back.")

    assert response["Location"] == page_of(prospect)
    note = Note.objects.get()
    assert (note.inquiry, note.author, note.text) == (older, clerk, "Called back.")
    assert "Called back." in shown(desk, prospect)


def test_newest_inquiry_is_chosen_beforehand(desk):
    prospect = ProspectFactory()
    InquiryFactory(prospect=prospect, created_at=timezone.now() - timedelta(days=1))
    newer = InquiryFactory(prospect=prospect)

    page = desk.get(page_of(prospect)).content.decode()

    assert page.index(f'<option value="{newer.pk}"') < page.index("</option>")


def test_note_leaves_no_word_of_it_in_the_log(desk):
    inquiry = InquiryFactory()

    write(desk, inquiry, "Adalbertine called.")

    [entry] = LogEntry.objects.all()
    assert (entry.object_repr, entry.get_change_message()) == (inquiry.reference, "Added a note.")


@pytest.mark.parametrize("text", ["", "   "])
def test_empty_note_is_asked_for(desk, text):
    inquiry = InquiryFactory()

    response = write(desk, inquiry, text)

    assert response.status_code == 422
    assert "Write what you want to note." in Page(response).text
    assert not Note.objects.exists()


def test_note_about_an_inquiry_that_is_erased_meanwhile_keeps_what_was_typed(desk):
    prospect = ProspectFactory()
    gone, _ = InquiryFactory.create_batch(2, prospect=prospect)
    erase(gone)

    response = write(desk, gone, "A long thought.", prospect)

    assert response.status_code == 422
    text = Page(response).text
    assert "no longer here. Choose another one." in text
    assert "A long thought." in text
    assert not Note.objects.exists()


def test_note_about_somebody_else_is_refused(desk):
    inquiry, other = InquiryFactory.create_batch(2)

    assert write(desk, other, "Forged.", inquiry.prospect).status_code == 422
    assert not Note.objects.exists()


def test_note_is_posted(desk):
    assert desk.get(f"{LIST}{InquiryFactory().prospect_id}/note/").status_code == 405


# finding people


def found(client, words):
    return {row.email for row in client.get(LIST, {"q": words}).context["cl"].result_list}


@pytest.mark.parametrize(
    "words", ["adalb", "ADALBERTINE exa", "example ádal", "müller", "clinic", "ada@exam"]
)
def test_person_is_found_by_the_beginnings_of_words(desk, words):
    InquiryFactory(
        prospect__email="ada@example.org",
        first_name="Adalbertine",
        last_name="Muller Example",
        employer="Clinic",
    )
    InquiryFactory(prospect__email="eve@other.net", first_name="Eve", last_name="Sample")

    assert found(desk, words) == {"ada@example.org"}


def test_person_is_found_in_their_own_script(desk):
    InquiryFactory(prospect__email="ada@example.org", first_name="عائشة", last_name="مثال")

    assert found(desk, "عائش") == {"ada@example.org"}


def test_person_is_found_by_reference_and_by_any_joined_address(desk):
    one, other = InquiryFactory.create_batch(2)
    join(one.prospect, other.prospect)

    for words in (one.reference, other.reference.lower(), other.prospect.email):
        assert found(desk, words) == {one.prospect.email}


@pytest.mark.parametrize("words", ["nobody", "***"])
def test_what_nobody_has_finds_nobody(desk, words):
    InquiryFactory()

    assert found(desk, words) == set()


def test_search_that_finds_too_many_says_so(desk, monkeypatch):
    monkeypatch.setattr("inquiries.admin.prospect.MOST_FOUND", 2)
    InquiryFactory.create_batch(3)

    response = desk.get(LIST, {"q": "ada"})

    assert len(response.context["cl"].result_list) == 2
    assert "these are some of their people" in Page(response).text


def test_list_names_people_and_counts_their_inquiries(desk):
    one, other = InquiryFactory.create_batch(2)
    join(one.prospect, other.prospect)

    text = Page(desk.get(LIST)).text

    assert text.count("Ada Example") == 1
    assert one.prospect.email in text
    assert other.prospect.email in text


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_do_not_grow(desk, django_assert_max_num_queries, number):
    InquiryFactory.create_batch(number)

    with django_assert_max_num_queries(10):
        desk.get(LIST)


def test_filter_knows_who_is_verified(desk):
    verified = InquiryFactory(prospect__verified_at=timezone.now()).prospect
    InquiryFactory()

    rows = desk.get(LIST, {"verified": "yes"}).context["cl"].result_list
    assert list(rows) == [verified]


# from an inquiry to its person


def test_inquiry_leads_to_its_person_with_the_number_of_others(desk):
    one, other, third = InquiryFactory.create_batch(3)
    InquiryFactory(prospect=one.prospect)
    join(other.prospect, one.prospect)

    page = desk.get(address(one)).content.decode()
    assert page_of(other.prospect) in page
    assert "2 other inquiries" in page
    assert "their only inquiry" in desk.get(address(third)).content.decode()


def test_erased_inquiry_leads_to_nobody(desk):
    inquiry = InquiryFactory()
    erase(inquiry)

    assert "Nobody any more" in desk.get(address(inquiry)).content.decode()
