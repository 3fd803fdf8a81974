"""Views that staff save: filters under a name, never a search; shared ones are their makers'."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError
from django.test import Client

from hms_site.management.groups import make_groups
from inquiries.erasure import erase
from inquiries.models import SavedView
from tests.factories import InquiryFactory, StaffFactory
from tests.inquiries.desk import LIST
from tests.inquiries.pages import Page

pytestmark = pytest.mark.django_db
VIEWS = "/admin/inquiries/savedview/"


def signed_in(group):
    make_groups()
    account = StaffFactory()
    account.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(account)
    client.account = account
    return client


@pytest.fixture
def desk():
    return signed_in("Inquiries desk")


def view_of(account, **values):
    return SavedView.objects.create(
        maker=account, **{"name": "Mine", "query": "state=open", **values}
    )


def test_filters_are_saved_under_a_name_without_the_search(desk):
    query = "country=DE&country=FR&found=abc&q=ada&p=3&_facets=True&o=1"

    response = desk.post(f"{VIEWS}add/", {"name": "Neighbours", "query": query})

    view = SavedView.objects.get()
    assert (view.name, view.maker, view.is_shared) == ("Neighbours", desk.account, False)
    assert view.query == "country=DE&country=FR"
    assert response["Location"] == f"{LIST}?country=DE&country=FR"


def test_list_offers_to_save_what_is_chosen(desk):
    address = f"{VIEWS}add/?query=country%3DDE"

    assert address in desk.get(LIST, {"country": "DE"}).content.decode()
    assert VIEWS + "add/" not in desk.get(LIST).content.decode()
    assert "Country: Germany" in Page(desk.get(address)).text


@pytest.mark.parametrize("query", ["", "q=ada&found=abc", "nonsense=1"])
def test_view_without_a_filter_is_refused(desk, query):
    response = desk.post(f"{VIEWS}add/", {"name": "Kept", "query": query})

    assert not SavedView.objects.exists()
    assert 'value="Kept"' in response.content.decode()


def test_second_view_of_one_name_is_refused_with_the_reason(desk):
    view_of(desk.account)

    response = desk.post(f"{VIEWS}add/", {"name": "Mine", "query": "state=new"})

    assert "You have a view of this name already" in Page(response).text
    view_of(StaffFactory())
    with pytest.raises(IntegrityError):
        view_of(desk.account)


def test_own_and_shared_views_stand_above_the_list(desk):
    view_of(desk.account)
    view_of(StaffFactory(), name="Shared", is_shared=True)
    view_of(StaffFactory(), name="Secret")

    text = Page(desk.get(LIST)).text

    assert "Shared" in text
    assert "Secret" not in text


def test_front_page_counts_what_is_in_a_view(desk):
    InquiryFactory.create_batch(2, state="closed")
    view_of(desk.account, name="Done", query="state=closed")

    assert "Done (2)" in " ".join(Page(desk.get("/admin/")).text.replace("(2)", " (2)").split())


def test_maker_renames_shares_and_deletes(desk):
    view = view_of(desk.account)
    page = f"{VIEWS}{view.pk}/"

    desk.post(f"{page}change/", {"name": "Ours", "is_shared": "on", "query": view.query})
    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("Ours", True)

    desk.post(f"{page}delete/", {"post": "yes"})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(("is_shared", "status"), [(True, 403), (False, 302)])
def test_view_of_another_is_not_theirs_to_change(desk, is_shared, status):
    view = view_of(StaffFactory(), is_shared=is_shared)

    for way, data in (
        ("change", {"name": "Taken", "query": "state=new"}),
        ("delete", {"post": "yes"}),
    ):
        assert desk.post(f"{VIEWS}{view.pk}/{way}/", data).status_code == status

    view.refresh_from_db()
    assert view.name == "Mine"


def test_administrators_change_shared_views():
    administrator = signed_in("Administrators")
    view = view_of(StaffFactory(), is_shared=True)

    administrator.post(f"{VIEWS}{view.pk}/change/", {"name": "Tidied", "query": view.query})

    view.refresh_from_db()
    assert view.name == "Tidied"


@pytest.mark.parametrize("page", ["", "add/?query=state%3Dnew", "{}/change/", "{}/delete/"])
def test_editors_meet_no_view(page):
    editor = signed_in("Content editors")
    view = view_of(StaffFactory(), is_shared=True)

    assert editor.get(VIEWS + page.format(view.pk)).status_code == 403
    assert "savedview" not in editor.get("/admin/").content.decode()


def test_account_that_only_looks_saves_for_itself_alone(client):
    account = StaffFactory()
    account.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(account)

    client.post(f"{VIEWS}add/", {"name": "Mine", "is_shared": "on", "query": "state=new"})

    assert SavedView.objects.get().is_shared is False


def test_list_of_views_says_filters_in_words_by_few_queries(desk, django_assert_max_num_queries):
    for n in range(5):
        view_of(desk.account, name=f"View {n}", query="country=DE&owner=me&source=fair")

    desk.get(VIEWS)  # reads what is kept until content changes
    with django_assert_max_num_queries(12):
        response = desk.get(VIEWS)

    assert "Country: Germany" in Page(response).text


def test_name_of_an_erased_person_goes_from_views():
    inquiry = InquiryFactory(first_name="Ada", last_name="Lovelace")
    of_them = view_of(StaffFactory(), name="For ada lovelace, urgent")
    by_mail = view_of(StaffFactory(), name=inquiry.email)
    other = view_of(StaffFactory(), name="Adas")

    erase(inquiry)

    names = dict(SavedView.objects.values_list("pk", "name"))
    assert names == {
        of_them.pk: f"View {of_them.pk}",
        by_mail.pk: f"View {by_mail.pk}",
        other.pk: "Adas",
    }
