"""Upload, look, decide: the pages of an import, and who may open them."""

import csv
import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hms_site.management.groups import make_groups
from inquiries.importing.work import work_next
from inquiries.models import Access, ImportRow, ImportRun, ImportUpload, Inquiry
from tests.factories import StaffFactory

from .files import HEADINGS, csv_file, imported, lately, read, row, text, uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school_of_one")]
LIST = "/admin/inquiries/importrun/"


def browser_of(*, group="", permissions=()):
    user = StaffFactory()
    if group:
        make_groups()
        user.groups.add(Group.objects.get(name=group))
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def desk():
    return browser_of(group="Inquiries desk")


def page_of(run):
    return f"{LIST}{run.pk}/change/"


def upload(client, content, name="old.csv"):
    return client.post(f"{LIST}add/", {"file": SimpleUploadedFile(name, content)})


def text_of(client, run, query=""):
    return client.get(f"{page_of(run)}{query}").content.decode()


def act(client, run, what, **said):
    response = client.post(f"{LIST}{run.pk}/{what}/", said)
    run.refresh_from_db()
    return response


def test_officer_brings_in_a_file(desk):
    response = upload(desk, csv_file(row(), row(email="bad")))
    run = ImportRun.objects.get()
    assert response["Location"] == page_of(run)
    assert "waits to be read" in text_of(desk, run)
    work_next()
    assert "1 will come in" in text_of(desk, run)

    act(desk, run, "confirm", opened_as="closed")
    assert "are being stored" in text_of(desk, run)
    work_next()

    assert "1 inquiry imported" in text_of(desk, run)
    assert Inquiry.objects.get().changes.get().by == desk.user


def test_page_shows_how_far_it_is_and_looks_again_without_a_script(desk):
    run = uploaded(csv_file(row()), done=1000, rows=4000)

    shown = text_of(desk, run)

    assert '<progress value="1000" max="4000"' in shown
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in shown


def test_page_stands_still_once_it_is_read(desk):
    assert "refresh" not in text_of(desk, read(csv_file(row())))


def test_each_refused_row_has_its_reason_beside_it(desk):
    run = read(csv_file(row(), row(email="not-one")))

    shown = text_of(desk, run, "?fate=bad")

    assert '<th scope="row">3</th><td class="data__why">“not-one” is no e-mail address.' in shown


def test_rows_come_a_hundred_a_page(desk):
    run = read(csv_file(*(row(email=f"ada{n}@example.org") for n in range(101))))

    page = desk.get(f"{page_of(run)}?fate=new&page=2")

    assert [line.number for line in page.context["lines"]] == [102]
    assert "Page 2 of 2" in page.content.decode()


@pytest.mark.parametrize("query", ["?fate=nonsense", "?page=x", "?page=9999", "?fate=new&page=-1"])
def test_page_that_is_not_there_shows_one_that_is(desk, query):
    assert "ada@example.org" in text_of(desk, read(csv_file(row())), query)


def test_page_shows_the_letters_that_could_be_wrong(desk):
    run = read(csv_file(row(), row(first_name="Zoë", email="b@example.org")))

    shown = text_of(desk, run)

    assert "UTF-8" in shown
    assert "Row 3: <bdi>Dr. · Zoë" in shown


def test_encoding_is_put_right_and_the_file_read_again(desk):
    run = read(text(row(first_name="Łukasz")).encode("cp1250"))
    assert run.lines.get().first_name != "Łukasz"

    act(desk, run, "read", encoding="cp1250", separator=",")
    work_next()

    assert run.lines.get().first_name == "Łukasz"


def test_columns_are_put_right_and_the_file_read_again(desk):
    run = read(csv_file(row(), headings=["A", "Name", *HEADINGS[2:]]))
    assert run.problem.startswith("The file has no column for “First name”.")
    assert "<code>Name</code>" in text_of(desk, run)
    places = dict(zip(
        ("salutation", "first_name", "last_name", "email", "country", "employer", "programs",
         "interests", "received"), range(9), strict=True,
    ))  # fmt: skip

    act(desk, run, "read", **{f"column_{name}": place for name, place in places.items()})
    work_next()

    assert (run.lines.get().first_name, run.lines.get().fate) == ("Ada", ImportRow.Fate.NEW)


def test_order_of_dates_is_asked_and_answered(desk):
    run = read(csv_file(row(received=f"{lately(40).replace(day=3):%d/%m/%Y}")))
    assert "Say below which" in text_of(desk, run)

    act(desk, run, "read", order="day")
    work_next()

    run.refresh_from_db()
    assert run.state == ImportRun.State.READY


def test_nonsense_about_columns_changes_nothing(desk):
    run = read(csv_file(row()))

    act(desk, run, "read", column_email="99", order="week")

    assert run.state == ImportRun.State.READY


def test_second_confirmation_changes_nothing(desk):
    run = read(csv_file(row()))
    act(desk, run, "confirm", opened_as="closed")

    other = browser_of(group="Inquiries desk")
    response = other.post(f"{LIST}{run.pk}/confirm/", {"opened_as": "new"}, follow=True)

    run.refresh_from_db()
    assert (run.opened_as, run.confirmed_by) == ("closed", desk.user)
    assert "meanwhile this import stands at" in response.content.decode()


@pytest.mark.parametrize("state", ["uploaded", "asks", "refused", "done", "dropped"])
def test_only_what_was_read_can_be_confirmed(desk, state):
    run = uploaded(csv_file(row()), state=state)

    act(desk, run, "confirm", opened_as="closed")

    assert run.state == state


def test_no_other_state_can_be_chosen(desk):
    run = read(csv_file(row()))

    act(desk, run, "confirm", opened_as="answered")

    assert run.state == ImportRun.State.READY


def test_dropped_file_is_gone_and_nothing_came_in(desk):
    run = read(csv_file(row()))

    act(desk, run, "drop")

    assert run.state == ImportRun.State.DROPPED
    assert not ImportUpload.objects.exists()
    assert not ImportRow.objects.exists()
    assert "Nothing of this file was imported" in text_of(desk, run)


def test_import_that_was_confirmed_cannot_be_dropped_any_more(desk):
    run = read(csv_file(row()))
    act(desk, run, "confirm", opened_as="closed")

    act(desk, run, "drop")

    assert run.state == ImportRun.State.CONFIRMED
    assert run.lines.exists()


def refused_rows(client, run):
    file = client.get(f"{LIST}{run.pk}/refused.csv").getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(file, newline=""), strict=True))


def test_refused_rows_can_be_downloaded_mended_and_uploaded(desk):
    run = imported(csv_file(row(), row(first_name="Grace", email="bad")))

    headings, bad = refused_rows(desk, run)

    assert (headings, bad[-1]) == (
        [*HEADINGS, "reason"], "Row 3: “bad” is no e-mail address.",
    )  # fmt: skip
    bad[3] = "grace@example.org"
    assert imported(csv_file(bad, headings=headings)).imported == 1


def test_refused_rows_hold_no_formula_and_their_download_is_on_record(desk):
    run = read(csv_file(row(first_name="=1+1", email="bad")))

    _, bad = refused_rows(desk, run)

    assert bad[1] == "'=1+1"
    access = Access.objects.get(what="export")
    assert (access.number, access.detail) == (1, f"refused rows of import {run.pk}")


@pytest.mark.parametrize(
    ("content", "problem"), [(b"", "The file is empty."), (None, "Choose a file.")]
)
def test_upload_of_nothing_comes_back_with_a_sentence(desk, content, problem):
    form = {} if content is None else {"file": SimpleUploadedFile("a.csv", content)}

    response = desk.post(f"{LIST}add/", form)

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert not ImportRun.objects.exists()


def test_upload_that_is_too_large_is_refused(desk, monkeypatch):
    monkeypatch.setattr("inquiries.importing.forms.MOST_BYTES", 10)

    response = upload(desk, csv_file(row()))

    assert "and 20 MB is the most" in response.content.decode()


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "<script>alert(1)</script>.csv", "a\nb.csv", "…" * 300, "=cmd.csv",
     "ada\0.csv"],
)  # fmt: skip
def test_name_of_a_file_does_no_harm(desk, name):
    upload(desk, csv_file(row()), name)
    run = ImportRun.objects.get()

    stored = ImportUpload.objects.get().name
    assert 0 < len(stored) <= 100
    assert "/" not in stored
    assert "<script>alert" not in text_of(desk, run)


def test_markup_in_a_cell_and_in_a_heading_is_shown_as_text(desk):
    hostile = "<script>alert(1)</script>"
    run = read(csv_file([*row(employer=hostile), ""], headings=[*HEADINGS, hostile]))

    shown = text_of(desk, run)

    assert hostile not in shown
    assert shown.count("&lt;script&gt;alert(1)") >= 2


PATHS = ["", "add/", "{}/change/", "{}/refused.csv", "{}/history/"]
POSTS = ["add/", "{}/read/", "{}/confirm/", "{}/drop/", "{}/change/", "{}/delete/", ""]
OTHERS = [
    {"group": "Content editors"},
    {"permissions": ["view_inquiry"]},
    {"permissions": ["view_inquiry", "change_inquiry", "export_inquiry", "view_importrun"]},
    {"permissions": ["add_importrun"]},
]


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("path", PATHS)
def test_others_may_open_no_page_of_it(who, path):
    run = read(csv_file(row(first_name="Adalbertine")))

    response = browser_of(**who).get(LIST + path.format(run.pk))

    assert response.status_code == 403
    assert "Adalbertine" not in response.content.decode()


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("path", POSTS)
def test_others_may_do_nothing_with_it(who, path):
    run = read(csv_file(row()))

    said = {"opened_as": "closed", "file": SimpleUploadedFile("a.csv", b"x")}
    response = browser_of(**who).post(LIST + path.format(run.pk), said)

    assert response.status_code == 403
    assert list(ImportRun.objects.values_list("state", flat=True)) == ["ready"]


@pytest.mark.parametrize("path", PATHS)
def test_visitor_is_led_to_the_sign_in_page(client, path):
    assert client.get(LIST + path.format(1))["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("what", ["read", "confirm", "drop"])
def test_what_changes_something_is_posted(desk, what):
    assert desk.get(f"{LIST}{read(csv_file(row())).pk}/{what}/").status_code == 405


@pytest.mark.parametrize(
    "path", ["{}/change/", "{}/refused.csv", "x/change/", "9" * 30 + "/change/"]
)
def test_import_that_is_not_there_is_not_found(desk, path):
    assert desk.get(LIST + path.format(4711)).status_code == 404


def test_forged_post_without_the_token_is_refused(desk):
    run = read(csv_file(row()))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.user)

    assert act(strict, run, "confirm", opened_as="closed").status_code == 403
    assert run.state == ImportRun.State.READY


def test_desk_deletes_and_changes_no_run(desk):
    run = read(csv_file(row()))

    assert desk.post(f"{LIST}{run.pk}/delete/", {"post": "yes"}).status_code == 403
    assert desk.post(page_of(run), {"state": "done"}).status_code == 405


def test_list_says_who_brought_what(desk):
    run = imported(csv_file(row()))

    shown = desk.get(LIST).content.decode()

    assert str(run) in shown
    assert "Files are deleted once they are imported" in shown


def test_list_asks_the_same_queries_for_one_and_for_three(desk, django_assert_max_num_queries):
    for _ in range(3):
        uploaded(b"x")

    with django_assert_max_num_queries(9):
        desk.get(LIST)


def test_page_asks_as_much_for_many_rows_as_for_one(desk, django_assert_max_num_queries):
    run = read(csv_file(*(row(email=f"ada{n}@example.org") for n in range(50))))

    with django_assert_max_num_queries(13):
        desk.get(page_of(run))
