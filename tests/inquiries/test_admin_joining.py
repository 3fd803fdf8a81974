"""Joining two people on the desk: compared with a preview, one step, and back."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from hms_site.management.groups import make_groups
from inquiries.erasure import erase
from inquiries.merging import fingerprint
from inquiries.models import Access, Inquiry, Merge, Note, NotTheSame
from tests.factories import InquiryFactory, StaffFactory
from tests.inquiries.dump import dump
from tests.inquiries.pages import Page
from tests.inquiries.people import groups, join, tables

pytestmark = pytest.mark.django_db
LIST = "/admin/inquiries/prospect/"
HOSPITAL = {"country": "US", "employer": "Example Hospital"}
PATHS = ["{0}/join/{1}/", "{0}/undo/{2}/", "{0}/not/{1}/", "{0}/may/{1}/"]


@pytest.fixture(params=["Inquiries desk", "Administrators"])
def desk(request):
    make_groups()
    user = StaffFactory(username="clerk")
    user.groups.add(Group.objects.get(name=request.param))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def two():
    pair = InquiryFactory.create_batch(2, **HOSPITAL)
    return [inquiry.prospect for inquiry in pair]


def page_of(prospect):
    return f"{LIST}{prospect.pk}/change/"


def join_page(one, other):
    return f"{LIST}{one.pk}/join/{other.pk}/"


def press(client, one, other, stands=None, seen=None):
    """The button of the preview."""
    answers = {
        "stands": (stands or one).pk,
        "seen": fingerprint(one.pk, other.pk) if seen is None else seen,
    }
    return client.post(join_page(one, other), answers, follow=True)


def text(response):
    return " ".join(Page(response).text.split())


def test_preview_shows_both_and_changes_nothing(desk, two):
    one, other = two
    Note.objects.create(inquiry=other.inquiries.get(), author=desk.user, text="Called.")
    before = dump()

    said = text(desk.get(join_page(one, other)))

    for part in (one.email, other.email, one.inquiries.get().reference, "Notes 1", "same name"):
        assert part in said
    assert "What stays as it is" in said
    Access.objects.all().delete()
    assert dump() == before


def test_preview_proposes_the_one_that_is_known_best(desk, two):
    one, other = two
    InquiryFactory(prospect=other)

    page = desk.get(join_page(one, other)).content.decode()

    assert f'value="{other.pk}" checked' in page
    assert f'value="{one.pk}" checked' not in page


def test_preview_says_what_is_held(desk, two):
    InquiryFactory(prospect=two[0], is_held=True, hold_reason="Case 7")

    assert "1 of the inquiries is held, and stays so" in text(desk.get(join_page(*two)))


def test_preview_of_people_who_look_unlike_says_so(desk):
    pair = [inquiry.prospect for inquiry in InquiryFactory.create_batch(2)]

    assert "Nothing that we compare speaks for it" in text(desk.get(join_page(*pair)))


@pytest.mark.parametrize("stays", [0, 1])
def test_one_press_joins_them_on_the_page_that_was_chosen(desk, two, stays):
    response = press(desk, *two, stands=two[stays])

    assert response.redirect_chain == [(page_of(two[stays]), 302)]
    assert "They are one person on the desk now" in text(response)
    assert groups() == {two[stays].pk: {row.pk for row in two}}


def test_second_officer_is_told_and_sees_them_joined(desk, two):
    seen = fingerprint(*(row.pk for row in two))
    join(two[1], two[0])

    response = press(desk, *two, seen=seen)

    assert "joined" in text(response)
    assert response.redirect_chain[-1][0] == page_of(two[1])
    assert Merge.objects.count() == 1


def test_officer_whose_preview_is_out_of_date_is_told(desk, two):
    seen = fingerprint(*(row.pk for row in two))
    join(two[0], InquiryFactory().prospect)

    assert "Since you opened the page" in text(press(desk, *two, seen=seen))
    assert Merge.objects.count() == 1


@pytest.mark.parametrize("answers", [{}, {"stands": "x", "seen": "y"}, {"stands": "999"}])
def test_forged_answers_join_nobody(desk, two, answers):
    before = tables()

    desk.post(join_page(*two), answers)

    assert tables()["inquiries.Prospect"] == before["inquiries.Prospect"]


def test_preview_of_joined_addresses_leads_to_the_person(desk, two):
    join(*two)

    response = desk.get(join_page(*two))

    assert response["Location"] == page_of(two[0])


@pytest.mark.parametrize("path", ["join/999999/", "join/" + "9" * 30 + "/"])
def test_nobody_cannot_be_compared(desk, two, path):
    assert desk.get(f"{LIST}{two[0].pk}/{path}").status_code == 404


# back


def test_undo_is_one_press_on_the_page_of_the_person(desk, two):
    before = repr(tables())
    press(desk, *two)
    merge = Merge.objects.get()
    undo = f"{LIST}{two[0].pk}/undo/{merge.pk}/"
    assert undo in desk.get(page_of(two[0])).content.decode()

    response = desk.post(undo, follow=True)

    assert "They are two people again" in text(response)
    assert page_of(two[1]) in response.content.decode()
    assert repr(tables()) == before


def test_undo_that_is_too_late_says_why(desk, two):
    [merge] = join(*two)
    erase(two[1].inquiries.get())

    page = text(desk.get(page_of(two[0])))
    response = desk.post(f"{LIST}{two[0].pk}/undo/{merge.pk}/", follow=True)

    assert "has been erased since" in page
    assert "Undo: they are two people" not in page
    assert "has been erased since" in text(response)


def test_earlier_merge_says_that_the_later_one_is_undone_first(desk, two):
    [merge] = join(*two)
    join(two[0], InquiryFactory().prospect)

    assert "Undo that first" in text(desk.get(page_of(two[0])))
    response = desk.post(f"{LIST}{two[0].pk}/undo/{merge.pk}/", follow=True)
    assert "Undo that first" in text(response)


# two who are two


def test_not_the_same_person_is_remembered_and_can_be_taken_back(desk, two):
    one, other = two
    assert other.email in text(desk.get(page_of(one)))

    response = desk.post(f"{LIST}{one.pk}/not/{other.pk}/", follow=True)
    assert "Noted: they are two people" in text(response)
    assert f"Not {other.email} , said clerk" in text(response)
    assert "Nobody else looks like them" in text(response)

    response = desk.post(f"{LIST}{one.pk}/may/{other.pk}/", follow=True)
    assert "Compare and join" in text(response)
    assert not NotTheSame.objects.exists()


def test_who_is_joined_all_the_same_is_no_longer_said_to_be_another(desk, two):
    NotTheSame.objects.create(one=two[0], other=two[1], by=desk.user)
    join(*two)

    assert "said clerk on" not in text(desk.get(page_of(two[0])))


def test_preview_warns_of_what_a_colleague_said(desk, two):
    NotTheSame.objects.create(one=two[0], other=two[1], by=StaffFactory(username="eve.staff"))

    assert "eve.staff said on" in text(desk.get(join_page(*two)))


def test_button_on_the_list_leads_back_to_the_list(desk, two):
    response = desk.post(f"{LIST}{two[0].pk}/not/{two[1].pk}/", {"list": "1"})

    assert response["Location"] == f"{LIST}duplicates/"


# the list of all


def test_list_shows_each_pair_with_its_reason(desk, two):
    response = desk.get(f"{LIST}duplicates/")

    said = text(response)
    assert said.count("The same name, same country, same employer") == 1
    assert all(row.email in said for row in two)
    access = Access.objects.get()
    assert (access.what, access.number) == (Access.What.LIST, 2)


def test_empty_list_says_what_will_appear(desk):
    assert "A pair appears here when" in text(desk.get(f"{LIST}duplicates/"))


@pytest.mark.parametrize(("before", "status"), [("1", 200), ("x", 404), ("9" * 30, 404)])
def test_list_takes_numbers_alone(desk, before, status):
    assert desk.get(f"{LIST}duplicates/", {"before": before}).status_code == status


def test_people_lead_to_the_list(desk):
    assert f"{LIST}duplicates/" in desk.get(LIST).content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_queries_of_the_list_do_not_grow(desk, django_assert_max_num_queries, number):
    InquiryFactory.create_batch(number + 1, **HOSPITAL)

    with django_assert_max_num_queries(9):
        desk.get(f"{LIST}duplicates/")


# somebody who is not proposed


def test_person_is_found_by_a_reference(desk, two):
    other = InquiryFactory()

    response = desk.get(f"{LIST}{two[0].pk}/join/", {"reference": f" {other.reference.lower()} "})

    assert response["Location"] == join_page(two[0], other.prospect)


@pytest.mark.parametrize("reference", ["", "NOBODY77", "own"])
def test_reference_that_leads_nowhere_is_explained_and_kept(desk, two, reference):
    own = two[0].inquiries.get().reference
    said = own if reference == "own" else reference

    response = desk.get(f"{LIST}{two[0].pk}/join/", {"reference": said})

    assert response.status_code == 422
    assert f'value="{said}"' in response.content.decode() or not said
    assert "errorlist" in response.content.decode()


# who may


@pytest.mark.parametrize("path", PATHS)
def test_account_without_the_permission_is_refused(two, path):
    [merge] = join(two[0], InquiryFactory().prospect)
    user = StaffFactory()
    seeing = ["view_prospect", "view_inquiry", "change_inquiry"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=seeing))
    client = Client()
    client.force_login(user)
    before = tables()

    response = client.post(LIST + path.format(two[0].pk, two[1].pk, merge.pk))

    assert response.status_code == 403
    assert tables() == before
    assert client.get(f"{LIST}duplicates/").status_code == 403
    assert client.get(f"{LIST}{two[0].pk}/join/").status_code == 403
    assert "Compare and join" not in text(client.get(page_of(two[0])))


@pytest.mark.parametrize("path", PATHS)
def test_visitor_is_led_to_the_sign_in_page(client, two, path):
    response = client.post(LIST + path.format(two[0].pk, two[1].pk, 1))

    assert "/admin/login/" in response["Location"]


@pytest.mark.parametrize("path", PATHS[1:])
def test_what_changes_something_is_posted(desk, two, path):
    assert desk.get(LIST + path.format(two[0].pk, two[1].pk, 1)).status_code == 405


def test_forged_form_without_a_token_joins_nobody(two):
    user = StaffFactory(is_superuser=True)
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    assert press(client, *two).status_code == 403
    assert not Merge.objects.exists()


def test_person_who_is_gone_is_said_to_be_gone(desk, two):
    for row in two:
        erase(Inquiry.objects.get(prospect=row))

    response = desk.post(f"{LIST}{two[0].pk}/not/{two[1].pk}/", follow=True)

    assert "no longer here" in text(response)
