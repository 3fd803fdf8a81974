from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from search.models import Document, Query
from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/search/query/"


@pytest.fixture
def searches():
    today = timezone.localdate()
    for days, words, times, found in ((0, "tea", 3, 0), (1, "tea", 2, 0), (0, "brain", 7, 4)):
        Query.objects.create(
            day=today - timedelta(days=days), words=words, times=times, found=found
        )


@pytest.mark.usefixtures("searches")
def test_list_shows_sums_of_what_it_shows(admin_client):
    assert "12 searches for 2 different texts" in admin_client.get(LIST).content.decode()
    nothing = admin_client.get(LIST, {"answer": "nothing"}).content.decode()
    assert "5 searches for 1 different texts" in nothing
    assert "brain" not in nothing


@pytest.mark.usefixtures("searches")
def test_list_can_be_narrowed_to_what_was_found_and_to_a_day(admin_client):
    response = admin_client.get(LIST, {"answer": "something"})
    assert response.context["cl"].result_count == 1
    today = {"day__exact": timezone.localdate().isoformat()}
    assert admin_client.get(LIST, today).context["cl"].result_count == 2


@pytest.mark.usefixtures("searches")
def test_searches_are_read_and_not_written(admin_client):
    query = Query.objects.first()

    assert admin_client.get(f"{LIST}add/").status_code == 403
    assert admin_client.post(f"{LIST}{query.pk}/change/", {"words": "x"}).status_code == 403
    assert admin_client.get(f"{LIST}{query.pk}/change/").status_code == 200


@pytest.mark.usefixtures("searches")
def test_staff_without_the_permission_see_no_searches(client):
    client.force_login(StaffFactory())
    assert client.get(LIST).status_code == 403

    reader = StaffFactory()
    reader.user_permissions.add(Permission.objects.get(codename="view_query"))
    client.force_login(reader)
    assert client.get(LIST).status_code == 200


def test_documents_are_not_for_editing(admin_client):
    assert admin_client.get("/admin/search/document/").status_code == 404
    assert str(Document(title="Brain")) == "Brain"
